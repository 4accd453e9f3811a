import type { LogStorage } from '#anchoring/log';
import { ledgerTransactionId } from '#ledger';
import type { ExplorerIndex, IndexedEntry } from './explorer-index.js';
import { readStoredLeaf } from './read-stored-leaf.js';
import { topicsOf } from './topics-of.js';

/** Leaves read at once: more than the longest block has, so that each batch ends at least one block. */
const BATCH = 1000;

export interface LogFollower {
  /**
   * Brings the index to the log's end. Waits for one batch only, and goes on behind: whoever asks first after a long time
   * gets an answer that says that it isn't all.
   * @returns whether the index has all of the log
   */
  follow(): Promise<boolean>;
  /** Lets the batch that is running end. */
  close(): Promise<void>;
}

/**
 * Reads what the log has gained and adds it to the index, batch by batch. If we die in between, the next batch begins
 * where the last durable one ended.
 */
export function createLogFollower(storage: Pick<LogStorage, 'readLeaves'>, index: ExplorerIndex): LogFollower {
  let running: Promise<boolean> | undefined;
  let closed = false;
  const step = (): Promise<boolean> => {
    running ??= foldBatch(storage, index).finally(() => (running = undefined));
    return running;
  };
  const goOn = async (): Promise<void> => {
    while (!closed && (await step()));
  };
  return {
    async follow() {
      // A failure is met again, and told, by whoever asks next.
      const hasMore = !closed && (await step());
      if (hasMore) void goOn().catch(() => undefined);
      return !hasMore;
    },
    async close() {
      closed = true;
      await running?.catch(() => undefined);
    },
  };
}

/** @returns whether there is more */
async function foldBatch(storage: Pick<LogStorage, 'readLeaves'>, index: ExplorerIndex): Promise<boolean> {
  const from = await index.position();
  const leaves = await storage.readLeaves(from, BATCH);
  const entries: IndexedEntry[] = [];
  let block: Omit<IndexedEntry, 'time'>[] = [];
  let to = from;
  for (const [offset, bytes] of leaves.entries()) {
    const leaf = readStoredLeaf(bytes);
    if (leaf.kind === 'ledger_transaction') {
      const { body } = leaf.ledgerTransaction;
      const place = { index: from + offset, height: leaf.height };
      block.push({ ...place, id: ledgerTransactionId(body), kind: body.kind, topics: topicsOf(body) });
    } else if (leaf.kind === 'block_end') {
      entries.push(...block.map((entry) => ({ ...entry, time: leaf.time })));
      block = [];
      to = from + offset + 1;
    }
  }
  if (to > from) await index.extend(from, to, entries);
  return leaves.length === BATCH;
}
