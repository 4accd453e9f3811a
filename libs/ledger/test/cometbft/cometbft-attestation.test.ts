import { describe, expect, it } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import {
  COLLEGES,
  genesisDigest,
  parseLedgerProof,
  parseTrustFile,
  trustBlock,
  validatorPowers,
  verifyLedgerProof,
  type Genesis,
  type LedgerProof,
  type LiveTrust,
} from '#ledger';
import { createBrowserVerifySignature, encodeBase64url, verifyWithWebCrypto } from '#primitives';
import {
  FIRST,
  fictiveValidators,
  GENESIS,
  networkProofs,
  signedBlock,
  STARTED_AT,
  TRUST,
  TRUSTING_PERIOD_SECONDS,
} from './fictive-network.js';

const { genesis } = parseTrustFile(JSON.stringify(TRUST));
const { history, state, anchored, firstInclusion } = networkProofs();
const { attestation } = history;
const verify = (proof: LedgerProof, live?: LiveTrust, by: Genesis = genesis) =>
  verifyLedgerProof(parseLedgerProof(JSON.stringify(proof)), by, verifyWithWebCrypto, live);
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;
/** Another character of the same alphabet, as many bytes still. */
const change = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
const attestedBy = (changes: Partial<typeof attestation>) => ({
  ...history,
  attestation: { ...attestation, ...changes },
});

const SECOND = fictiveValidators('second');
const second = validatorPowers(SECOND);
const collegeOf = (publicKey: string) => FIRST.find((validator) => validator.publicKey === publicKey)?.college;

describe('a ledger proof that a commit of the network attests', () => {
  it('proves a ledger transaction, a state and a commitment from the genesis alone, and names who signed', async () => {
    expect(await verify(history)).toMatchObject({ kind: 'history', height: 2, attested: { size: 3 } });
    const stateNow = await verify(state);
    expect(stateNow.kind === 'state' && stateNow.values.get('parameters')).toEqual(genesis.parameters);
    const { attested } = await verify(anchored);
    expect(attested.block).toMatchObject({ height: 3 });
    expect(attested.colleges).toEqual(
      COLLEGES.map((college) => ({
        college,
        cosignedAt: STARTED_AT + 30,
        validators: expect.arrayContaining(
          FIRST.filter((one) => one.college === college).map(({ member, publicKey }) => ({
            member,
            publicKey,
            signedAt: STARTED_AT + 31,
          })),
        ),
      })),
    );
  });

  it('is verified where a browser has no Ed25519 of its own', async () => {
    const inBrowser = createBrowserVerifySignature(() => false);
    expect(await verifyLedgerProof(history, genesis, inBrowser)).toMatchObject({ kind: 'history' });
    const { commit } = attestation;
    const signatures = commit.signatures.map((one) => one && { ...one, signature: change(one.signature) });
    const forged = attestedBy({ commit: { ...commit, signatures } });
    await expect(verifyLedgerProof(forged, genesis, inBrowser)).rejects.toThrow(
      refused('proof_commit_signature_invalid'),
    );
  });

  it.each(COLLEGES)('is refused without the signatures of %s', async (college) => {
    const signatures = attestation.commit.signatures.map((one, place) =>
      collegeOf(attestation.validators[place]?.publicKey ?? '') === college ? null : one,
    );
    const without = attestedBy({ commit: { ...attestation.commit, signatures } });
    await expect(verify(without)).rejects.toThrow(refused('proof_power_too_small'));
  });

  it.each(COLLEGES)('is refused, whatever the power, where no signer is a validator of %s', async (college) => {
    const named = [
      ...FIRST.filter((one) => one.college !== college),
      ...SECOND.filter((one) => one.college === college),
    ];
    await expect(verify(networkProofs({ named }).history)).rejects.toThrow(refused('proof_college_signature_missing'));
  });

  it.each([
    ['another index', 'proof_not_included', { ...history, inclusion: { ...history.inclusion, index: 2 } }],
    ['another size', 'proof_size_mismatch', { ...history, inclusion: { ...history.inclusion, size: 4 } }],
    ['another height', 'proof_not_included', { ...history, height: 3 }],
    ['another ledger', 'proof_wrong_genesis', { ...history, genesis: change(history.genesis) }],
    [
      'an earlier block’s end',
      'proof_block_end_not_last',
      { ...state, blockEnd: { ...state.blockEnd, height: 0, time: STARTED_AT }, inclusion: firstInclusion },
    ],
    [
      'a changed root',
      'proof_app_hash_mismatch',
      attestedBy({ appState: { ...attestation.appState, root: change(attestation.appState.root) } }),
    ],
    [
      'a changed size of the log',
      'proof_app_hash_mismatch',
      attestedBy({ appState: { ...attestation.appState, size: 4 } }),
    ],
    [
      'a changed app hash',
      'proof_commit_signature_invalid',
      attestedBy({ header: { ...attestation.header, appHash: change(attestation.header.appHash) } }),
    ],
    [
      'a changed time',
      'proof_commit_signature_invalid',
      attestedBy({ header: { ...attestation.header, time: { seconds: STARTED_AT + 31, nanos: 5 } } }),
    ],
    ['another round', 'proof_commit_signature_invalid', attestedBy({ commit: { ...attestation.commit, round: 1 } })],
    [
      'the name of another network',
      'proof_wrong_chain',
      attestedBy({ header: { ...attestation.header, chainId: 'incola-other' } }),
    ],
    [
      'the entry of another key',
      'proof_colleges_mismatch',
      attestedBy({ colleges: { ...attestation.colleges, key: 'parameters' } }),
    ],
    [
      'a state that does not lead to its root',
      'proof_colleges_mismatch',
      attestedBy({ colleges: { ...attestation.colleges, path: attestation.colleges.path.map(change) } }),
    ],
    [
      'a checkpoint in place of the commit',
      'proof_wrong_attestation',
      { ...history, attestation: { kind: 'checkpoint' as const, checkpoint: 'none' } },
    ],
  ] as [string, string, LedgerProof][])('is refused with %s', async (_, code, proof) => {
    await expect(verify(proof)).rejects.toThrow(refused(code));
  });

  it('is refused with validators that nobody announced, although all of them signed', async () => {
    const forged = networkProofs({ validators: second });
    await expect(verify(forged.history)).rejects.toThrow(refused('proof_validators_not_followed'));
    const { validators } = forged.history.attestation;
    await expect(verify(attestedBy({ validators }))).rejects.toThrow(refused('proof_validators_mismatch'));
  });

  it('is refused with one forged validator among the others', async () => {
    const forgedKey = encodeBase64url(ed25519.getPublicKey(new Uint8Array(32).fill(7)));
    const validators = attestation.validators.map((one, place) =>
      place === 0 ? { ...one, publicKey: forgedKey } : one,
    );
    await expect(verify(attestedBy({ validators }))).rejects.toThrow(refused('proof_validators_mismatch'));
  });

  it('is refused where a validator is said to be of another college', async () => {
    const proven = networkProofs({ named: FIRST }).history;
    expect(await verify(proven)).toMatchObject({ kind: 'history' });
    const moved = FIRST.map((one) =>
      one.college === 'citizens' ? { ...one, college: 'data_providers' as const } : one,
    );
    const { colleges } = proven.attestation;
    const value = { validators: moved } as unknown as typeof colleges.value;
    const changed = { ...proven, attestation: { ...proven.attestation, colleges: { ...colleges, value } } };
    await expect(verify(changed)).rejects.toThrow(refused('proof_colleges_mismatch'));
    const hidden = { ...proven, attestation: { ...proven.attestation, colleges: { ...colleges, value: null } } };
    await expect(verify(hidden)).rejects.toThrow(refused('proof_colleges_mismatch'));
  });

  it('is refused by a genesis that founds no network, or another one', async () => {
    const { consensus, ...single } = genesis;
    const renamed = { ...history, genesis: genesisDigest(single) };
    await expect(verify(renamed, {}, single)).rejects.toThrow(refused('proof_wrong_attestation'));
    expect(consensus?.validators).toHaveLength(6);
    const other = { ...genesis, consensus: { validators: SECOND, trustingPeriodSeconds: TRUSTING_PERIOD_SECONDS } };
    await expect(verify({ ...history, genesis: genesisDigest(other) }, {}, other)).rejects.toThrow(
      refused('proof_wrong_chain'),
    );
  });

  it('is refused where its shape is not that of an attestation', () => {
    const { commit, header, validators } = attestation;
    const block = { header, commit, validators };
    for (const wrong of [
      { bridge: new Array(65).fill(block) },
      { validators: [validators[0], validators[0]] },
      { validators: [] },
      { validators: new Array(31).fill(0).map((_, place) => ({ publicKey: keyOf(place), power: 1 })) },
      { validators: validators.map((one) => ({ ...one, power: 0 })) },
      { validators: validators.map((one) => ({ ...one, power: 7561 })) },
      { header: { ...header, height: 0 } },
      { header: { ...header, chainId: 'x'.repeat(51) } },
      { header: { ...header, validatorsHash: '' } },
      { header: { ...header, time: { seconds: 1, nanos: 1_000_000_000 } } },
      { header: { ...header, more: 1 } },
      { commit: { ...commit, round: 2 ** 31 } },
      { appState: { ...attestation.appState, size: 0 } },
    ]) {
      const text = JSON.stringify({ ...history, attestation: { ...attestation, ...wrong } });
      expect(() => parseLedgerProof(text)).toThrow(refused('malformed_ledger_proof'));
    }
  });
});

describe('an archived proof', () => {
  const late = 2 * TRUSTING_PERIOD_SECONDS;

  it('stays proven however late it is checked, and needs a bridge over more than a trusting period', async () => {
    expect(await verify(history)).toMatchObject({ kind: 'history' });
    const far = { height: 900, after: late - 10 };
    await expect(verify(networkProofs(far).history)).rejects.toThrow(refused('proof_trust_expired'));
    const bridge = [signedBlock({ height: 500, after: TRUSTING_PERIOD_SECONDS - 1 })];
    expect((await verify(networkProofs({ ...far, bridge }).history)).attested.block?.height).toBe(900);
  });

  it('follows validators that were all replaced over the blocks between', async () => {
    const after = { height: 9, validators: second, named: SECOND };
    await expect(verify(networkProofs(after).history)).rejects.toThrow(refused('proof_validators_not_followed'));
    const bridge = [signedBlock({ height: 7, next: second }), signedBlock({ height: 8, validators: second })];
    const { attested } = await verify(networkProofs({ ...after, bridge }).history);
    expect(attested.colleges[0]?.validators?.map(({ publicKey }) => publicKey).sort()).toEqual(
      SECOND.slice(0, 2)
        .map(({ publicKey }) => publicKey)
        .sort(),
    );
    for (const wrong of [bridge.slice(1), bridge.slice(0, 1), [...bridge].reverse(), [...bridge, ...bridge.slice(1)]]) {
      await expect(verify(networkProofs({ ...after, bridge: wrong }).history)).rejects.toThrow(
        expect.objectContaining({ fault: 'refusal' }),
      );
    }
  });
});

describe('a proof for a decision on the live ledger', () => {
  it('is refused where what is trusted is older than the trusting period, and holds from a newer block', async () => {
    const proof = networkProofs({ height: 900, after: TRUSTING_PERIOD_SECONDS - 1 }).history;
    const now = STARTED_AT + TRUSTING_PERIOD_SECONDS;
    expect(await verify(proof, { now: now - 1 })).toMatchObject({ kind: 'history' });
    await expect(verify(proof, { now })).rejects.toThrow(refused('proof_trust_expired'));
    const block = trustBlock(signedBlock({ height: 500, after: 5000 }));
    expect(await verify(proof, { now, block })).toMatchObject({ kind: 'history' });
  });

  it('is refused where its header is of a time to come', async () => {
    const now = STARTED_AT + 30;
    expect(await verify(history, { now: now - 60 })).toMatchObject({ kind: 'history' });
    await expect(verify(history, { now: now - 61 })).rejects.toThrow(refused('proof_from_future'));
  });

  it('goes on from the block that the one before proved, over what is left of the bridge', async () => {
    const bridge = [
      signedBlock({ height: 4 }),
      signedBlock({ height: 7, next: second }),
      signedBlock({ height: 8, validators: second }),
    ];
    const { block } = (await verify(history)).attested;
    if (block === undefined) throw new Error('a commit attests a block');
    const proof = networkProofs({ height: 9, validators: second, named: SECOND, bridge }).history;
    expect((await verify(proof, { block })).attested.block?.height).toBe(9);
    const nearer = trustBlock(signedBlock({ height: 7, next: second }));
    expect((await verify(proof, { block: nearer })).attested.block?.height).toBe(9);
  });

  it('is taken of the trusted block itself, and refused of an earlier or another one', async () => {
    const { block } = (await verify(history)).attested;
    if (block === undefined) throw new Error('a commit attests a block');
    expect(await verify(history, { block })).toMatchObject({ kind: 'history' });
    for (const height of [2, 3]) {
      const other = networkProofs({ height, after: 29 }).history;
      await expect(verify(other, { block })).rejects.toThrow(refused('proof_older_than_trusted'));
    }
  });
});

describe('a genesis of a network', () => {
  const parse = (validators: readonly object[], trustingPeriodSeconds = 1) =>
    parseTrustFile(
      JSON.stringify({ ...TRUST, genesis: { ...GENESIS, consensus: { validators, trustingPeriodSeconds } } }),
    );
  const wrong = refused('malformed_trust_file');

  it('names validators of each college with keys of their own, whose members founded it', () => {
    expect(parse(FIRST).genesis.consensus?.validators).toEqual(FIRST);
    const [one, ...others] = FIRST;
    expect(() => parse(FIRST.slice(2))).toThrow(wrong);
    expect(() => parse(FIRST.slice(0, 4))).toThrow(wrong);
    expect(() => parse([...FIRST, FIRST[0] ?? {}])).toThrow(wrong);
    expect(() => parse([{ ...one, member: 'did:web:nobody.example' }, ...others])).toThrow(wrong);
    expect(() => parse([{ ...one, college: 'citizens' }, ...others])).toThrow(wrong);
    expect(() => parse(FIRST, 0)).toThrow(wrong);
    const eleven = Array.from({ length: 9 }, (_, place) => ({ ...one, publicKey: keyOf(place) }));
    expect(() => parse([...FIRST, ...eleven])).toThrow(wrong);
    expect(parse([...FIRST, ...eleven.slice(1)]).genesis.consensus?.validators).toHaveLength(14);
  });
});

function keyOf(place: number): string {
  return encodeBase64url(ed25519.getPublicKey(new Uint8Array(32).fill(100 + place)));
}
