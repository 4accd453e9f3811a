import type { HistoryProof, StateProof } from './ledger-proof.js';
import type { LedgerTransaction, SubmissionOutcome } from './ledger-transaction.js';

/**
 * The ledger as a service sees it. Two implementations: the embedded engine in the cooperative's process, and HTTP.
 * `submit` answers once the block that holds the transaction is durable and cosigned; every method throws the outage
 * `ledger_unavailable` where the ledger cannot be reached, after which the same call is safe to repeat.
 */
export interface Ledger {
  submit(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome>;
  /** @returns `undefined` where no such transaction was accepted. */
  proveHistory(ledgerTransactionId: string): Promise<HistoryProof | undefined>;
  /** Proves up to 16 keys at the newest root, whose attestation is at most 60 seconds old. */
  proveState(keys: readonly string[]): Promise<StateProof>;
  /** The newest block, from which expiry heights count. */
  currentHeight(): Promise<number>;
}
