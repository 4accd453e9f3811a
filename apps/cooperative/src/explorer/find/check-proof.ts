import { archivedProofs, type LedgerProof, type TrustFile, type VerifiedLedgerProof } from '#ledger';
import { isCodedError, verifyWithWebCrypto } from '#primitives';

/** A failed check is an answer with a code, not an exception. */
export type CheckedProof = { outcome: 'proven'; verified: VerifiedLedgerProof } | { outcome: 'refused'; code: string };

/** Verifies a proof against nothing but a trust file; runs in the browser. */
export async function checkProof(proof: LedgerProof, trustFile: TrustFile): Promise<CheckedProof> {
  try {
    return { outcome: 'proven', verified: await archivedProofs(trustFile, verifyWithWebCrypto).verify(proof) };
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return { outcome: 'refused', code: error.code };
    throw error;
  }
}
