export type { HolderStore, StoredWallet } from './holder-store.js';
export { ARGON2_LIMITS, type Argon2Parameters, type UnlockMethod } from './unlock-method.js';
export { addSlot, removeSlot, unlockMethods } from './wallet-lock.js';
export { createBackup, MAX_BACKUP_BYTES, readBackupParameters, restoreBackup } from './backup.js';
export type { HeldCredential, HolderEvent, PresentationRecord, RefusalRecord } from './holder-event.js';
export type { TypeDisplay } from './type-display.js';
export { heldCards, personalClaims, type HeldCard } from './held-cards.js';
export { deleteCard } from './delete-card.js';
export { lastInteractionWith, type LastInteraction } from './last-interaction.js';
export { EMPTY_STATE, foldEvent, usableCredentials, type HistoryEntry, type HolderState } from './holder-state.js';
export type { WrappedKey } from './credential-key.js';
export { Wallet } from './wallet.js';
export type { HolderTools } from './holder-tools.js';
export { readOffer, type OfferPreview } from './read-offer.js';
export { redeemOffer } from './redeem-offer.js';
export { previewOffer, requireAccredited, type OfferingIssuer, type ShownOffer } from './preview-offer.js';
export { offerProblemOf, type OfferProblem } from './offer-problem.js';
export { acceptOffer } from './accept-offer.js';
export {
  checkRequest,
  receiveRequest,
  type CheckedRequest,
  type TrustedRequest,
  type UntrustedRequest,
} from './receive-request.js';
export { REQUEST_CHECKS, type RequestCheckName, type RequestVerdict } from './request-check.js';
export { STATE_PROOF_FORMAT } from './request-checks.js';
export { askedClaims, checkWithinContract } from './check-within-contract.js';
export { requestProblemOf, requestProblemOfError, type RequestProblem } from './request-problem.js';
export type { ConsentOption, ConsentQuestion, SharedClaim } from './choose-credential.js';
export type { NoAnswer } from './explain-no-answer.js';
export { answerRequest, consentQuestion, type AnswerOutcome, type Decide, type Decision } from './answer-request.js';
export { fetchLedgerProof, receiptCommitment } from './fetch-ledger-proof.js';
export { checkLedgerProof } from './check-ledger-proof.js';
export { withdrawConsent } from './withdraw-consent.js';
