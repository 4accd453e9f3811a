export type { AcceptedIssuers, Alternative, Need, NeedRules, Policy, Treatment } from './policy.js';
export { policyFile, type PolicyFile } from './policy-file.js';
export { parsePolicy } from './parse-policy.js';
export type { ExpectedPerson } from './expected-person.js';
export { questionOfPolicy, type PolicyQuestion } from './question-of-policy.js';
export type { Assessment, AssessmentItem, MinimalAnswer, RuleOutcome, RuleReason } from './assessment.js';
export { OWN_REASONS, reasonSentence } from './assessment.messages.js';
export { assessAnswer, type AssessedCredential } from './assess-answer.js';
export { assessByChangedPolicy, assessRefusedAnswer } from './assess-refused-answer.js';
