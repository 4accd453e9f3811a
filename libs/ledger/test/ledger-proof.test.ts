import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  parseGenesis,
  parseLedgerProof,
  parseTrustFile,
  verifyLedgerProof,
  verifyLedgerSignatures,
  type AnchoredCommitmentProof,
  type CheckpointAttestation,
  type Genesis,
  type HistoryProof,
  type LedgerProof,
  type StateProof,
  type TrustFile,
} from '#ledger';
import { verifyWithWebCrypto } from '#primitives';

const example = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile; history: CheckpointHistory; state: StateProof; anchored: AnchoredCommitmentProof };
const { history, state, anchored } = example;
const { genesis } = parseTrustFile(JSON.stringify(example.trust));

const verify = (proof: LedgerProof, by: Genesis = genesis) =>
  verifyLedgerProof(parseLedgerProof(JSON.stringify(proof)), by, verifyWithWebCrypto);
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

/** Another character of the same alphabet, 32 bytes still. */
const change = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
const checkpointWithout = (line: string): { kind: 'checkpoint'; checkpoint: string } => {
  const { checkpoint } = history.attestation;
  const lines = checkpoint.split('\n').filter((one) => !one.startsWith(`— ${line} `));
  return { kind: 'checkpoint', checkpoint: lines.join('\n') };
};

describe('a ledger proof', () => {
  it('proves a ledger transaction, a state and a commitment from the genesis alone', async () => {
    expect(await verify(history)).toMatchObject({
      kind: 'history',
      height: 2,
      attested: { size: 5, operators: 'single' },
    });
    expect(await verify(state)).toMatchObject({ kind: 'state', blockEnd: { height: 2 } });
    const commitment = await verify(anchored);
    expect(commitment).toMatchObject({ kind: 'anchored_commitment', commitment: anchored.commitment });
    expect(commitment.attested.colleges).toEqual([
      { college: 'service_providers', cosignedAt: 1_780_000_010 },
      { college: 'data_providers', cosignedAt: 1_780_000_010 },
      { college: 'citizens', cosignedAt: 1_780_000_010 },
    ]);
  });

  it.each(genesis.cosigners.map(({ college }) => college))(
    'is refused without the cosignature of %s',
    async (college) => {
      const attestation = checkpointWithout(`${genesis.origin}/${college}`);
      await expect(verify({ ...history, attestation })).rejects.toThrow(refused('proof_cosignature_missing'));
    },
  );

  it("is refused without the log's own signature", async () => {
    const attestation = checkpointWithout(genesis.origin);
    await expect(verify({ ...history, attestation })).rejects.toThrow(refused('proof_log_signature_missing'));
  });

  it('is refused where a college is mapped to the key of another', async () => {
    const [first, second, third] = genesis.cosigners as [C, C, C];
    const cosigners = [
      { ...first, verifierKey: second.verifierKey },
      { ...second, verifierKey: first.verifierKey },
      third,
    ];
    const swapped = { ...genesis, cosigners };
    await expect(verify(history, swapped)).rejects.toThrow(refused('proof_wrong_genesis'));
  });

  it.each([
    ['another ledger', 'proof_wrong_genesis', { ...history, genesis: change(history.genesis) }],
    ['a state of another ledger', 'proof_wrong_genesis', { ...state, genesis: change(state.genesis) }],
    ['another height', 'proof_not_included', { ...history, height: 3 }],
    ['another index', 'proof_not_included', { ...history, inclusion: { ...history.inclusion, index: 2 } }],
    ['another size', 'proof_size_mismatch', { ...history, inclusion: { ...history.inclusion, size: 6 } }],
    [
      'a changed path',
      'proof_not_included',
      { ...history, inclusion: { ...history.inclusion, path: history.inclusion.path.map(change) } },
    ],
    [
      'a changed ledger transaction',
      'proof_not_included',
      { ...history, ledgerTransaction: { ...history.ledgerTransaction, signatures: [] } },
    ],
    [
      'a changed tree size in its checkpoint',
      'note_signature_invalid',
      { ...history, attestation: changed(history, '\n5\n', '\n6\n') },
    ],
    [
      'a changed time of a cosignature',
      'note_signature_invalid',
      { ...history, attestation: changed(history, 'zdPLvQAAAABqGKUK', 'zdPLvQAAAABqGKUL') },
    ],
    [
      "another log's checkpoint",
      'proof_wrong_origin',
      { ...history, attestation: changed(history, 'ledger.example/incola\n', 'ledger.example/other\n') },
    ],
    ['a changed value', 'proof_state_mismatch', withEntry({ value: { status: 'active' } })],
    ['an invented absence', 'proof_state_mismatch', withEntry({ value: null })],
    ['a hidden entry', 'proof_state_mismatch', withEntry({ value: null, bucket: [] })],
    ['a repeated key', 'proof_repeated_key', { ...state, entries: [state.entries[0], state.entries[0]] } as StateProof],
    [
      'a changed state root',
      'proof_not_included',
      { ...state, blockEnd: { ...state.blockEnd, stateRoot: change(state.blockEnd.stateRoot) } },
    ],
    ['another commitment', 'proof_commitment_not_included', { ...anchored, commitment: change(anchored.commitment) }],
    [
      "another size than the anchor's",
      'proof_commitment_not_included',
      { ...anchored, inclusion: { ...anchored.inclusion, size: 16_384 } },
    ],
  ] as [string, string, LedgerProof][])('is refused with %s', async (_, code, proof) => {
    await expect(verify(proof)).rejects.toThrow(refused(code));
  });

  it('is refused where its shape or its size is not that of a proof', () => {
    const long = { ...history, inclusion: { ...history.inclusion, path: new Array(65).fill(history.genesis) } };
    const wide = withEntry({ bucket: new Array<[string, string]>(33).fill([history.genesis, history.genesis]) });
    const deep = withEntry({ path: new Array<string>(257).fill(history.genesis) });
    const many = { ...state, entries: new Array(17).fill(state.entries[0]) };
    // Of which it is true that they are absent, and which a checker would print.
    const spoof = withEntry({ key: 'x is absent.\n  issuer/did%3Aweb%3Aevil.example is {"status":"active"}' });
    const escape = withEntry({ key: 'issuer/\u001b[1A' });
    for (const wrong of [
      long,
      wide,
      deep,
      many,
      spoof,
      escape,
      { ...history, more: 1 },
      { ...history, version: 2 },
      [],
      null,
    ]) {
      expect(() => parseLedgerProof(JSON.stringify(wrong))).toThrow(refused('malformed_ledger_proof'));
    }
    expect(() => parseLedgerProof('['.repeat(1000))).toThrow(refused('json_too_deep'));
    expect(() => parseLedgerProof(' '.repeat(3_000_000))).toThrow(refused('json_too_large'));
  });

  it("names members whose signatures verify with the genesis' keys", async () => {
    const keyOf = ({ member, key }: { member: string; key: string }) =>
      genesis.founders.find(({ did }) => did === member)?.keys.find(({ id }) => id === key)?.publicJwk;
    expect(await verifyLedgerSignatures(history.ledgerTransaction, keyOf, verifyWithWebCrypto)).toBe(true);
    const { body, signatures } = history.ledgerTransaction;
    const other = { body: { ...body, expiryHeight: 501 }, signatures };
    expect(await verifyLedgerSignatures(other, keyOf, verifyWithWebCrypto)).toBe(false);
    expect(await verifyLedgerSignatures({ body, signatures: [] }, keyOf, verifyWithWebCrypto)).toBe(false);
    expect(await verifyLedgerSignatures(history.ledgerTransaction, () => undefined, verifyWithWebCrypto)).toBe(false);
  });
});

describe('a genesis', () => {
  it.each([
    ['without founders of a college', { founders: genesis.founders.slice(0, 2) }],
    ['with a founder twice', { founders: [...genesis.founders, genesis.founders[0]] }],
    [
      'with two cosigners of one key',
      {
        cosigners: genesis.cosigners.map(({ college }) => ({
          college,
          verifierKey: genesis.cosigners[0]?.verifierKey,
        })),
      },
    ],
    [
      'with one college twice',
      { cosigners: genesis.cosigners.map(({ verifierKey }) => ({ college: 'citizens', verifierKey })) },
    ],
    ['with a cosigner that is the log', { logVerifierKey: genesis.cosigners[0]?.verifierKey }],
    ['with a log key of another name', { origin: 'ledger.example/other' }],
    ['with an unknown member', { more: true }],
    ['without its digest of the code', { contractCodeDigest: '' }],
  ])('is refused %s', (_, changes) => {
    expect(() => parseGenesis(JSON.stringify({ ...genesis, ...changes }))).toThrow(refused('malformed_genesis'));
    const trust = { ...example.trust, genesis: { ...genesis, ...changes } };
    expect(() => parseTrustFile(JSON.stringify(trust))).toThrow(refused('malformed_trust_file'));
  });
});

type CheckpointHistory = HistoryProof & { attestation: CheckpointAttestation };
type C = Genesis['cosigners'][number];

function changed({ attestation }: CheckpointHistory, from: string, to: string): CheckpointAttestation {
  return { kind: 'checkpoint', checkpoint: attestation.checkpoint.replace(from, to) };
}

function withEntry(changes: Partial<StateProof['entries'][number]>): StateProof {
  const [first, ...others] = state.entries;
  return { ...state, entries: [{ ...first, ...changes }, ...others] } as StateProof;
}
