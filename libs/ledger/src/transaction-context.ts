import type { LedgerHead } from './ledger.js';
import type { Genesis } from './ledger-state.js';
import type { LedgerTransaction } from './ledger-transaction.js';
import { genesisDigest } from './parse-trust-file.js';

/**
 * What the body of a new ledger transaction says of its ledger.
 * @param expiryBlocks how many blocks it should count; the ledger's own limit is kept
 */
export function transactionContext(
  genesis: Genesis,
  { height, contractVersion, maxExpiryBlocks }: LedgerHead,
  expiryBlocks: number,
): { genesis: string; contractVersion: number; expiryHeight: number } {
  const expiryHeight = height + Math.min(expiryBlocks, maxExpiryBlocks);
  return { genesis: genesisDigest(genesis), contractVersion, expiryHeight };
}

/** Whether a ledger transaction that was made before can still be accepted: in time, and under the contract in force. */
export function stillCounts(
  { body }: Pick<LedgerTransaction, 'body'>,
  { height, contractVersion }: Pick<LedgerHead, 'height' | 'contractVersion'>,
): boolean {
  return body.expiryHeight > height && body.contractVersion === contractVersion;
}
