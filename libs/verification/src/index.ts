export type * from './verification.js';
export { DEFAULT_POLICY } from './default-policy.js';
export { VERIFICATION_CHECKS, type CheckCode, type CheckName } from './checks.js';
export { isForFormat, type AnyFinding, type Check, type Circumstances } from './check.js';
export { VERIFIED_FORMATS, verifiedFormatOf, type VerifiedFormat } from './verified-format.js';
export type { Fact, Presented, Signed, VerificationFacts } from './verification-facts.js';
export { verifyPresentation, verifyPresentationWith } from './verify-presentation.js';
export { withoutSentence, wordVerdict, type RecordedVerdict } from './word-verdict.js';
