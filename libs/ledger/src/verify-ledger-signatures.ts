import { decodeBase64url, type PublicJwk, type VerifySignature } from '#primitives';
import { ledgerTransactionMessage } from './create-ledger-transaction.js';
import type { LedgerSignature, LedgerTransaction } from './ledger-transaction.js';

/**
 * Verifies every signature of a ledger transaction, before it is sent or while it is collected; the contract does so
 * again itself and decides who may sign what.
 * @param keyOf the public key that the signature names, or `undefined` where it is unknown
 * @returns `false` where there is no signature, a key is unknown or a signature is not the key's
 */
export async function verifyLedgerSignatures(
  ledgerTransaction: LedgerTransaction,
  keyOf: (signature: LedgerSignature) => PublicJwk | undefined,
  verifySignature: VerifySignature,
): Promise<boolean> {
  const message = ledgerTransactionMessage(ledgerTransaction.body);
  for (const named of ledgerTransaction.signatures) {
    const publicJwk = keyOf(named);
    if (publicJwk === undefined) return false;
    const signature = decodeBase64url(named.signature);
    if (!(await verifySignature({ publicJwk, message, signature }))) return false;
  }
  return ledgerTransaction.signatures.length > 0;
}
