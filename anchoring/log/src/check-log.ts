import type { Genesis, TreeHead } from '#ledger';
import type { Apply } from '#anchoring/contract';
import { LogReplay } from './log-replay.js';
import type { LogStorage } from './log-storage.js';

const LEAVES_AT_ONCE = 1000;

export interface CheckedLog {
  head: TreeHead;
  height: number;
  /** Of the last block, base64url. */
  stateRoot: string;
  ledgerTransactions: number;
}

/**
 * Reads every leaf again, replays the contract from the genesis and compares each block's state root: what anyone who
 * holds the log's files can do without us. Compare the head with an attested checkpoint.
 * @throws `malformed_log_leaf`, `log_incomplete`, `log_diverges`
 */
export async function checkLog(
  storage: Pick<LogStorage, 'readLeaves'>,
  genesis: Genesis,
  apply: Apply,
): Promise<CheckedLog> {
  const replay = new LogReplay(genesis, apply);
  let ledgerTransactions = 0;
  for (let start = 0; ;) {
    const leaves = await storage.readLeaves(start, LEAVES_AT_ONCE);
    for (const leaf of leaves) ledgerTransactions += replay.read(leaf)?.ledgerTransactions.length ?? 0;
    start += leaves.length;
    if (leaves.length < LEAVES_AT_ONCE) break;
  }
  const { height, stateRoot } = replay.close();
  return { head: replay.head, height, stateRoot, ledgerTransactions };
}
