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
  parseVerifierKey,
  signCheckpoint,
  StateTree,
  type Genesis,
  type MemberRecord,
  type NoteSigner,
  type StateProof,
} from '#ledger';
import { encodeBase64url, type JsonValue } from '#primitives';

const ORIGIN = 'ledger.example/incola';

/** A ledger of one block whose state a test writes, with real cosigners: what it proves verifies. */
export interface SceneLedger {
  genesis: Genesis;
  records: Map<string, unknown>;
  /** When the three cosigners signed, seconds since the epoch. */
  attestedAt: number;
  proveState(keys: readonly string[]): Promise<StateProof>;
}

export async function openSceneLedger(
  now: number,
  founderOf: (college: (typeof COLLEGES)[number]) => MemberRecord,
): Promise<SceneLedger> {
  const log = await makeNoteSigner(ORIGIN, NOTE_SIGNATURE);
  const cosigners = await Promise.all(COLLEGES.map((college) => makeNoteSigner(`${ORIGIN}/${college}`, COSIGNATURE)));
  const genesis: Genesis = {
    format: 'incola-genesis',
    version: 1,
    origin: ORIGIN,
    createdAt: now - 1000,
    parameters: {
      contractVersion: 1,
      suites: ['ES256', 'Ed25519'],
      anchorPeriodSeconds: 900,
      maxAnchorAgePeriods: 4,
      maxProofAgeSeconds: 900,
      maxExpiryBlocks: 1000,
      operators: 'single',
    },
    founders: COLLEGES.map(founderOf),
    logVerifierKey: textOf(log),
    cosigners: COLLEGES.map((college, index) => ({ college, verifierKey: textOf(cosigners[index] as NoteSigner) })),
    contractCodeDigest: encodeBase64url(new Uint8Array(32)),
  };
  const ledger: SceneLedger = {
    genesis,
    records: new Map(),
    attestedAt: now,
    proveState: async (keys) => {
      const tree = new StateTree([...ledger.records] as [string, JsonValue][]);
      const blockEnd = { height: 1, time: ledger.attestedAt, stateRoot: encodeBase64url(tree.root()) };
      const head = { origin: ORIGIN, size: 1, root: leafHash(blockEndLeaf(blockEnd)) };
      const cosignatures = cosigners.map((cosigner) => cosignCheckpoint(head, cosigner, ledger.attestedAt));
      const signatures = await Promise.all([signCheckpoint(head, log), ...cosignatures]);
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
    },
  };
  return ledger;
}

async function makeNoteSigner(name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE): Promise<NoteSigner> {
  const generated = await webcrypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const { publicKey, privateKey } = generated as webcrypto.CryptoKeyPair;
  const raw = new Uint8Array(await webcrypto.subtle.exportKey('raw', publicKey));
  return {
    key: parseVerifierKey(formatVerifierKey(name, type, raw)),
    sign: async (message) => new Uint8Array(await webcrypto.subtle.sign('Ed25519', privateKey, message)),
  };
}

function textOf({ key }: NoteSigner): string {
  return formatVerifierKey(key.name, key.type, key.publicKey);
}
