import { beforeAll, describe, expect, it } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import {
  blockEndLeaf,
  COLLEGES,
  COSIGNATURE,
  cosignCheckpoint,
  formatCheckpoint,
  formatVerifierKey,
  genesisDigest,
  leafHash,
  NOTE_SIGNATURE,
  PARAMETERS_KEY,
  parseVerifierKey,
  signCheckpoint,
  stateKey,
  StateTree,
  type Genesis,
  type NoteSigner,
  type StateProof,
} from '#ledger';
import { encodeBase64url, verifyWithWebCrypto, type JsonValue } from '#primitives';
import { checkFreshness, findVerifier, isFresh, readProvenState } from '#trust';
import { BANK, CONTRACT, contractRecord, memberRecord, NOW, verifierRecord } from './records.js';

const ORIGIN = 'ledger.example/incola';
let log: NoteSigner;
let cosigners: NoteSigner[];
let genesis: Genesis;

async function noteSigner(name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE): Promise<NoteSigner> {
  const keys = (await webcrypto.subtle.generateKey({ name: 'Ed25519' }, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const publicKey = new Uint8Array(await webcrypto.subtle.exportKey('raw', keys.publicKey));
  return {
    key: parseVerifierKey(formatVerifierKey(name, type, publicKey)),
    sign: async (message) => new Uint8Array(await webcrypto.subtle.sign('Ed25519', keys.privateKey, message)),
  };
}

const textOf = ({ key }: NoteSigner) => formatVerifierKey(key.name, key.type, key.publicKey);

beforeAll(async () => {
  log = await noteSigner(ORIGIN, NOTE_SIGNATURE);
  cosigners = await Promise.all(COLLEGES.map((college) => noteSigner(`ledger.example/${college}`, COSIGNATURE)));
  genesis = {
    format: 'incola-genesis',
    version: 1,
    origin: ORIGIN,
    createdAt: NOW - 1000,
    parameters: {
      contractVersion: 1,
      suites: ['ES256', 'Ed25519'],
      anchorPeriodSeconds: 900,
      maxProofAgeSeconds: 900,
      maxExpiryBlocks: 1000,
      maxAnchorAgePeriods: 4,
      operators: 'single',
    },
    founders: COLLEGES.map((college) => memberRecord(`did:web:${college}.example`, college)),
    logVerifierKey: textOf(log),
    cosigners: COLLEGES.map((college, index) => ({ college, verifierKey: textOf(cosigners[index]!) })),
    contractCodeDigest: encodeBase64url(new Uint8Array(32)),
  };
});

async function proveState(
  records: Record<string, unknown>,
  keys: string[],
  times = [NOW, NOW, NOW],
): Promise<StateProof> {
  const tree = new StateTree(Object.entries(records) as [string, JsonValue][]);
  const blockEnd = { height: 1, time: NOW, stateRoot: encodeBase64url(tree.root()) };
  const leaf = blockEndLeaf(blockEnd);
  const head = { origin: ORIGIN, size: 1, root: leafHash(leaf) };
  const signatures = [await signCheckpoint(head, log)];
  for (const [index, cosigner] of cosigners.entries()) {
    signatures.push(await cosignCheckpoint(head, cosigner, times[index]!));
  }
  return {
    format: 'incola-ledger-proof',
    version: 1,
    kind: 'state',
    genesis: genesisDigest(genesis),
    entries: keys.map((key) => tree.prove(key)),
    blockEnd,
    inclusion: { index: 0, size: 1, path: [] },
    attestation: { kind: 'checkpoint', checkpoint: formatCheckpoint(head, signatures) },
  };
}

const read = (proof: StateProof) => readProvenState(proof, genesis, verifyWithWebCrypto);
const RECORDS = {
  [stateKey('member', BANK)]: memberRecord(BANK, 'service_providers'),
  [stateKey('verifier', BANK)]: verifierRecord(),
  [stateKey('contract', CONTRACT)]: contractRecord(),
};

describe('a proven state', () => {
  it('holds the proven records, and nothing where the proof shows a key to be absent', async () => {
    const absent = stateKey('contract', 'none');
    const state = await read(await proveState(RECORDS, [...Object.keys(RECORDS), absent]));
    expect([...state.members.keys()]).toEqual([BANK]);
    expect([...state.contracts.keys()]).toEqual([CONTRACT]);
    expect(findVerifier(state, 'bank-key', CONTRACT, NOW).outcome).toBe('found');
    expect(findVerifier(state, 'bank-key', 'none', NOW)).toMatchObject({ code: 'contract_unknown' });
  });

  it('holds status anchors by their URI', async () => {
    const anchor = { member: BANK, uri: 'https://status.example/1', version: 3, digest: 'd' };
    const key = stateKey('status', anchor.member, anchor.uri);
    const state = await read(await proveState({ [key]: anchor }, [key]));
    expect(state.statusAnchors.get(anchor.uri)).toEqual({ member: BANK, version: 3, digest: 'd' });
  });

  it('counts its age from the oldest cosignature', async () => {
    const state = await read(await proveState(RECORDS, Object.keys(RECORDS), [NOW, NOW - 500, NOW - 10]));
    expect(state.asOf).toBe(NOW - 500);
    const at = (seconds: number) => () => seconds * 1000;
    expect(isFresh(state, at(NOW + 400))).toBe(true);
    expect(isFresh(state, at(NOW + 401))).toBe(false);
    expect(checkFreshness(state, at(NOW + 401))).toBe('state_proof_stale');
    expect(checkFreshness(state, at(NOW - 561))).toBe('state_proof_from_future');
  });

  it('takes the age from the parameters in force where the proof names them', async () => {
    const records = { [PARAMETERS_KEY]: { ...genesis.parameters, maxProofAgeSeconds: 60 } };
    expect((await read(await proveState(records, [PARAMETERS_KEY]))).maxProofAgeSeconds).toBe(60);
  });

  it('refuses a record that does not name the key it stands at', async () => {
    const key = stateKey('verifier', 'did:web:other.example');
    const proof = await proveState({ [key]: verifierRecord() }, [key]);
    await expect(read(proof)).rejects.toMatchObject({ code: 'proof_record_misplaced' });
  });

  it('refuses a value other than the proven one', async () => {
    const proof = await proveState(RECORDS, [stateKey('verifier', BANK)]);
    proof.entries[0]!.value = { ...verifierRecord(), keys: [{ digest: 'stolen', from: 0, until: null }] };
    await expect(read(proof)).rejects.toMatchObject({ code: 'proof_state_mismatch' });
  });

  it('refuses the proof of another ledger', async () => {
    const proof = await proveState(RECORDS, Object.keys(RECORDS));
    await expect(readProvenState(proof, { ...genesis, createdAt: 1 }, verifyWithWebCrypto)).rejects.toMatchObject({
      code: 'proof_wrong_genesis',
    });
  });
});
