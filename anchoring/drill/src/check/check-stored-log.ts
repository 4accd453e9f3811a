import { join } from 'node:path';
import { ledgerTransactionId, parseLogLeaf, type Genesis } from '#ledger';
import { checkLedgerDatabase } from '#anchoring/log';
import { requireShown } from '../require-shown.js';

export interface StoredLog {
  /** A node's name and home folder. */
  name: string;
  home: string;
}

/**
 * What `ledger:fsck` finds on a node's files alone, and whether what members were told is in them.
 * @param expected.root of the log, as all nodes say
 * @param expected.accepted ids of the ledger transactions that somebody was told are accepted
 * @throws the codes of `checkLedgerDatabase`; `not_shown`
 */
export function checkStoredLog(
  { name, home }: StoredLog,
  genesis: Genesis,
  expected: { root: string; accepted: ReadonlySet<string> },
): void {
  const { root, leaves } = checkLedgerDatabase(join(home, 'data', 'application.sqlite'), genesis);
  requireShown(root === expected.root, `The stored log of ${name} has another root than all nodes say.`);
  const counts = new Map<string, number>();
  for (const bytes of leaves) {
    const leaf = parseLogLeaf(bytes);
    if (leaf.kind !== 'ledger_transaction') continue;
    const id = ledgerTransactionId(leaf.ledgerTransaction.body);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const lost = [...expected.accepted].filter((id) => counts.get(id) !== 1);
  requireShown(
    lost.length === 0,
    `${lost.length} accepted ledger transactions do not stand once in the log of ${name}.`,
  );
}
