import type { HistoryProof, StateProof } from './ledger-proof.js';
import type { LedgerTransaction, SubmissionOutcome } from './ledger-transaction.js';

/** What a new ledger transaction is made with: where the ledger stands, and what the colleges have decided by now. */
export interface LedgerHead {
  /** Of the newest block, from which expiry heights count. */
  height: number;
  contractVersion: number;
  /** A ledger transaction expires at most this many blocks ahead. */
  maxExpiryBlocks: number;
}

/**
 * The ledger as a service sees it. Three implementations: the embedded engine in the cooperative's process, the follower of a
 * node of the network, and HTTP.
 * `submit` answers once the block that holds the transaction is durable and cosigned; every method throws the outage
 * `ledger_unavailable` where the ledger cannot be reached, after which the same call is safe to repeat.
 */
export interface Ledger {
  submit(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome>;
  /** @returns `undefined` where no such transaction was accepted. */
  proveHistory(ledgerTransactionId: string): Promise<HistoryProof | undefined>;
  /**
   * Proves up to 16 keys at the newest root, whose attestation is at most 60 seconds old; where a network halts, the last one's,
   * whose age the attestation says.
   */
  proveState(keys: readonly string[]): Promise<StateProof>;
  head(): Promise<LedgerHead>;
}
