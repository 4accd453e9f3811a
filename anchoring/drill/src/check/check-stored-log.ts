import { join } from 'node:path';
import { isCodedError } from '#primitives';
import { ledgerTransactionId, parseLogLeaf, type Genesis } from '#ledger';
import { openConsensusStore } from '#anchoring/consensus';
import { checkLedgerDatabase } from '#anchoring/log';
import { requireShown } from '../require-shown.js';

export interface StoredLog {
  /** A node's name and home folder. */
  name: string;
  home: string;
  /** Whether the members agreed to another version of the contract on the way: this program's fsck checks up to there. */
  isUpgraded?: boolean;
}

const LEAVES_PER_READ = 1000;

/**
 * What `ledger:fsck` finds on a node's files alone, and whether what members were told is in them.
 * @param expected.root of the log, as all nodes say
 * @param expected.accepted ids of the ledger transactions that somebody was told are accepted
 * @throws the codes of `checkLedgerDatabase`; `not_shown`
 */
export async function checkStoredLog(
  { name, home, isUpgraded = false }: StoredLog,
  genesis: Genesis,
  expected: { root: string; accepted: ReadonlySet<string> },
): Promise<void> {
  const file = join(home, 'data', 'application.sqlite');
  const root = isUpgraded ? requireOwnPart(name, file, genesis) : checkLedgerDatabase(file, genesis).root;
  requireShown(root === undefined || root === expected.root, `The log of ${name} has another root than all nodes say.`);
  const counts = await countLedgerTransactions(file);
  const lost = [...expected.accepted].filter((id) => counts.get(id) !== 1);
  requireShown(
    lost.length === 0,
    `${lost.length} accepted ledger transactions do not stand once in the log of ${name}.`,
  );
}

/** All that this program's code made is right, and what follows it leaves to the other. */
function requireOwnPart(name: string, file: string, genesis: Genesis): undefined {
  try {
    checkLedgerDatabase(file, genesis);
  } catch (error) {
    if (isCodedError(error) && error.code === 'log_of_other_code') return undefined;
    throw error;
  }
  requireShown(false, `The log of ${name} has no block of other code.`);
}

/** How often each stands in the log, by id. */
async function countLedgerTransactions(file: string): Promise<Map<string, number>> {
  const { storage, close } = openConsensusStore(file);
  const counts = new Map<string, number>();
  try {
    for (let start = 0; ; start += LEAVES_PER_READ) {
      const leaves = await storage.readLeaves(start, LEAVES_PER_READ);
      for (const bytes of leaves) {
        const leaf = parseLogLeaf(bytes);
        if (leaf.kind !== 'ledger_transaction') continue;
        const id = ledgerTransactionId(leaf.ledgerTransaction.body);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      if (leaves.length < LEAVES_PER_READ) return counts;
    }
  } finally {
    close();
  }
}
