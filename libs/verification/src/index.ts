export type * from './verification.js';
export { DEFAULT_POLICY } from './default-policy.js';
export { VERIFICATION_CHECKS, type CheckCode, type CheckName } from './checks.js';
export type { AnyFinding, Check, Circumstances } from './check.js';
export type { Fact, VerificationFacts } from './verification-facts.js';
export { verifyPresentation, verifyPresentationWith } from './verify-presentation.js';
