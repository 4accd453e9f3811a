import type { LedgerTransaction } from '#ledger';
import type { ApplyOutcome } from '#anchoring/contract';
import type { LedgerStorage, StoredPlace } from './ledger-storage.js';
import type { Replicas } from './load-replicas.js';
import type { PreparedBlock } from './replica.js';

export interface MadeBlock {
  outcomes: ApplyOutcome[];
  /** Places of what this block accepted, by id; empty where there was nothing to make a block of. */
  places: Map<string, StoredPlace>;
}

/**
 * Executes what was submitted, has every cosigner execute what the engine accepted, and makes all of it durable in one
 * write. If we die before that write, nothing happened; after it, the block stands and is cosigned at the next start.
 * @param now seconds since the epoch
 * @throws `cosigner_refused`: nothing is durable and every replica is as before; or what the storage throws, after which
 *   the replicas must be loaded anew
 */
export async function makeBlock(
  { engine, cosigners }: Replicas,
  storage: LedgerStorage,
  submitted: readonly LedgerTransaction[],
  now: number,
): Promise<MadeBlock> {
  const time = Math.max(now, engine.position.time);
  const start = engine.head.size;
  const own = engine.prepare(submitted, time);
  if (own.accepted.length === 0) return { outcomes: own.outcomes, places: new Map() };
  const prepared: PreparedBlock[] = [own];
  try {
    const { height, stateRoot } = own.position;
    const ledgerTransactions = own.accepted.map(({ ledgerTransaction }) => ledgerTransaction);
    const proposed = { ledgerTransactions, height, time, stateRoot, head: own.head };
    for (const { cosigner } of cosigners) prepared.push(cosigner.prepare(proposed, now));
  } catch (error) {
    for (const block of prepared) block.discard();
    throw error;
  }
  const { height } = own.position;
  const places = own.accepted.map(({ id, place }) => ({ id, height, index: start + place }));
  const names = ['engine' as const, ...cosigners.map(({ college }) => college)];
  const replicas = prepared.map(({ position, writes }, place) => ({
    name: names[place] ?? 'engine',
    position,
    writes,
  }));
  await storage.appendBlock({ height, start, leaves: own.leaves, nodes: own.nodes, places, replicas });
  for (const block of prepared) block.commit();
  return { outcomes: own.outcomes, places: new Map(places.map(({ id, ...place }) => [id, place])) };
}
