import { encodeBase64url } from '#primitives';
import type { Genesis } from '#ledger';
import type { WholeLog } from '../replay-whole-log.js';
import { checkTables } from './check-tables.js';
import { SqliteLedger, type TableOwner } from './sqlite-ledger.js';

/** What a database holds, all of which is right. */
export interface CheckedDatabase {
  owner: TableOwner;
  /** Of the log, as the stored leaves give it. */
  size: number;
  /** RFC 6962 root of the log, base64url. */
  root: string;
  /** Of the state, base64url. */
  stateRoot: string;
  /** Of the last block that has leaves. */
  height: number;
  leaves: Uint8Array[];
  whole: WholeLog;
}

/**
 * Checks every table of a ledger in a SQLite file, a cooperative's or that of a validator's application, against the genesis
 * alone. The file is only read, and may be in use.
 * @param print hears sentences while it goes on
 * @throws `database_unreadable`, the codes of `checkTables`: the sentence names the first place that is wrong
 */
export function checkLedgerDatabase(
  file: string,
  genesis: Genesis,
  print: (line: string) => void = () => undefined,
): CheckedDatabase {
  const ledger = new SqliteLedger(file);
  try {
    const { whole, leaves } = checkTables(ledger, genesis, print);
    const { head, last } = whole.replay;
    const { height, stateRoot } = { height: 0, stateRoot: '', ...last };
    return {
      owner: ledger.owner,
      size: head.size,
      root: encodeBase64url(head.root),
      stateRoot,
      height,
      leaves,
      whole,
    };
  } finally {
    ledger.close();
  }
}
