import { assertOurs, equalBytes, refusal } from '#primitives';
import { COLLEGES, formatVerifierKey, type College, type Genesis, type NoteSigner } from '#ledger';
import type { Apply } from '#anchoring/contract';
import { Cosigner } from './cosigner.js';
import type { LedgerStorage, ReplicaName, StoredLedger } from './ledger-storage.js';
import { executeGenesisBlock, Replica } from './replica.js';

/** Signs for the log and for each college; in production each key is another operator's, in a process of its own. */
export interface LedgerSigners {
  log: NoteSigner;
  cosigners: Record<College, NoteSigner>;
}

export interface Replicas {
  engine: Replica;
  /** In the order of `COLLEGES`. */
  cosigners: { college: College; cosigner: Cosigner }[];
}

const REPLICAS: readonly ReplicaName[] = ['engine', ...COLLEGES];

/**
 * Loads engine and cosigners, each from its own tables; the first time it stores the genesis block.
 * @throws `replica_damaged`, `replicas_differ`, `genesis_differs`
 */
export async function loadReplicas(
  storage: LedgerStorage,
  genesis: Genesis,
  apply: Apply,
  signers: LedgerSigners,
): Promise<Replicas> {
  const stored = (await storage.load()) ?? (await storeGenesis(storage, genesis));
  const replicas = new Map(stored.replicas.map((one) => [one.name, new Replica(one, genesis, apply)]));
  const [engine, ...others] = REPLICAS.map((name) => {
    const replica = replicas.get(name);
    if (replica === undefined) throw refusal('replicas_differ', `The replica ${name} is missing.`);
    return replica;
  });
  assertOurs(engine !== undefined, 'the engine is a replica');
  await requireGenesisLeaf(storage, genesis);
  const behind = others.find(({ position }) => position.height !== engine.position.height);
  if (behind !== undefined) throw refusal('replicas_differ', `The replica ${behind.name} is at another height.`);
  const cosigners = COLLEGES.map((college, place) => {
    const replica = others[place];
    assertOurs(replica?.name === college, 'cosigners stand in the order of the colleges');
    return { college, cosigner: new Cosigner(replica, signers.cosigners[college]) };
  });
  return { engine, cosigners };
}

/** @throws `ledger_key_mismatch` where a signer is not the genesis' own */
export function requireGenesisKeys({ logVerifierKey, cosigners }: Genesis, signers: LedgerSigners): void {
  const wanted = [logVerifierKey, ...cosigners.map(({ verifierKey }) => verifierKey)];
  const given = [signers.log, ...cosigners.map(({ college }) => signers.cosigners[college])];
  for (const [place, { key }] of given.entries()) {
    if (formatVerifierKey(key.name, key.type, key.publicKey) !== wanted[place]) {
      throw refusal('ledger_key_mismatch', "A signer's key is not the one that the genesis names.");
    }
  }
}

async function storeGenesis(storage: LedgerStorage, genesis: Genesis): Promise<StoredLedger> {
  const { leaves, nodes, writes, position } = executeGenesisBlock(genesis);
  const replicas = REPLICAS.map((name) => ({ name, position, writes }));
  await storage.appendBlock({ height: 0, start: 0, leaves, nodes, places: [], replicas });
  const entries = writes.map(({ key, value }) => [key, value] as const);
  return { replicas: REPLICAS.map((name) => ({ name, position, entries })) };
}

/** A storage of another ledger must not be continued. */
async function requireGenesisLeaf(storage: LedgerStorage, genesis: Genesis): Promise<void> {
  const [stored] = await storage.readLeaves(0, 1);
  const [expected] = executeGenesisBlock(genesis).leaves;
  if (stored === undefined || expected === undefined || !equalBytes(stored, expected)) {
    throw refusal('genesis_differs', "The storage is another ledger's.");
  }
}
