/** How much state a ledger may have, by its log, which is attested leaf by leaf. */
export interface StateAllowance {
  /** Bytes of state for each byte of the log's chunks. */
  bytesPerLogByte: number;
  /** Bytes besides: what the genesis founds stands in no leaf. */
  bytes: number;
}

/**
 * What a ledger transaction writes is its own content a few times over, in keys that are at most three times as long as what they
 * are made of: less than eight times its leaf, and as a rule less than once. Beyond twice that nobody's state lies.
 */
export const STATE_ALLOWANCE: StateAllowance = { bytesPerLogByte: 16, bytes: 64 * 1024 * 1024 };
