import type { LedgerTransaction, LedgerTransactionKind } from '#ledger';

/** An accepted ledger transaction, and where it stands. */
export interface LedgerEntry {
  /** Of its leaf. */
  index: number;
  height: number;
  /** Seconds since the epoch, of its block. */
  time: number;
  id: string;
  kind: LedgerTransactionKind;
  ledgerTransaction: LedgerTransaction;
}

/** What is added for one ledger transaction; its leaf lies in the log already. */
export type IndexedEntry = Omit<LedgerEntry, 'ledgerTransaction'> & { topics: readonly string[] };

/** A page of what concerns one topic, the newest first. */
export interface EntryPage {
  topic: string;
  /** Only what stands before this leaf. */
  before?: number | undefined;
  limit: number;
}

/**
 * Finds ledger transactions by what they are about, so that no page reads the whole log. All of it follows from the log:
 * it may be thrown away, and is then made anew.
 */
export interface ExplorerIndex {
  /** How many leaves of the log are in the index; 0 where it was made by another version of the program. */
  position(): Promise<number>;
  /**
   * Adds what leaves [from, to) hold, all or none. Does nothing where the index doesn't end at `from`: somebody else was
   * faster. Durable when it returns.
   */
  extend(from: number, to: number, entries: readonly IndexedEntry[]): Promise<void>;
  list(page: EntryPage): Promise<LedgerEntry[]>;
  find(id: string): Promise<LedgerEntry | undefined>;
}
