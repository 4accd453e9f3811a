export type { HolderStore } from './holder-store.js';
export type { HeldCredential, HolderEvent, PresentationRecord } from './holder-event.js';
export { foldEvent, usableCredentials, type HistoryEntry, type HolderState } from './holder-state.js';
export type { WrappedKey } from './credential-key.js';
export { Wallet } from './wallet.js';
export type { HolderTools } from './holder-tools.js';
export { readOffer, type OfferPreview } from './read-offer.js';
export { redeemOffer } from './redeem-offer.js';
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
export type { ConsentQuestion, SharedClaim } from './choose-credential.js';
export { answerRequest, type AnswerOutcome, type Decide } from './answer-request.js';
export { fetchLedgerProof, receiptCommitment } from './fetch-ledger-proof.js';
export { withdrawConsent } from './withdraw-consent.js';
