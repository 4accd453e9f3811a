import type { NameReason } from '#personal-name';
import type { JsonObject, Localised } from '#primitives';
import type { Rule } from './rules/rule.js';

/** Whether an answer meets a policy, and by which of its rules it does or does not. */
export interface Assessment {
  outcome: 'met' | 'not_met';
  items: AssessmentItem[];
  minimal: MinimalAnswer;
}

/** What is handed on: words instead of values wherever a rule has compared them. */
export interface MinimalAnswer {
  /** Of each rule the best that a credential said of it. */
  rules: Partial<Record<Rule['name'], RuleOutcome>>;
  /** The credentials by which the policy is met, with the claims that it hands on; none where it is not met. */
  credentials: { vct: string; issuer: string; claims: JsonObject }[];
}

export type RuleOutcome = 'match' | 'partial' | 'no_match' | 'not_available';

/** What one rule found. */
export interface AssessmentItem {
  /** `credential`: whether the need was answered; `issuer`: by somebody whom the policy accepts. */
  rule: Rule['name'] | 'credential' | 'issuer' | 'policy';
  /** The need of the policy; absent where it speaks of the whole. */
  need?: string;
  /** The alternative that was shown, by its credential query's id. */
  credentialQueryId?: string;
  outcome: RuleOutcome;
  /** Whether the policy accepts this outcome. */
  accepted: boolean;
  /** Stable. */
  reason: RuleReason;
  sentence: Localised;
}

export type RuleReason = NameReason | OwnReason;

export type OwnReason =
  | 'presented'
  | 'not_presented'
  | 'issuer_accepted'
  | 'issuer_not_accepted'
  | 'confirmed'
  /** The address differs; what was shown is discarded. */
  | 'not_confirmed'
  | 'address_not_asked'
  | 'evidence_recent'
  | 'evidence_too_old'
  | 'evidence_date_missing'
  | 'evidence_date_malformed'
  | 'evidence_date_in_the_future'
  | 'long_enough'
  | 'not_long_enough'
  | 'months_not_presented'
  | 'old_enough'
  | 'not_old_enough'
  | 'age_not_presented'
  | 'policy_changed'
  | 'not_verified';
