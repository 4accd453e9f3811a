import type { JsonValue } from '#primitives';
import type { ExpectedPerson } from '../expected-person.js';
import type { NeedRules, Treatment } from '../policy.js';
import type { RuleOutcome, RuleReason } from '../assessment.js';

/** A credential as a rule reads it: by paths of its type, whatever its format. */
export interface ReadableCredential {
  /** `undefined` where the claim was not shown. */
  valueAt(path: readonly string[]): JsonValue | undefined;
}

/** One rule of a need, as its file defines it. */
export interface Rule {
  name: 'name' | 'address' | 'evidence_age' | 'months' | 'age';
  applies(rules: NeedRules): boolean;
  /** Paths of what it judges, in the credential type. */
  claims(rules: NeedRules): string[][];
  /**
   * Whether there is anything to compare with, and with which `values` a claim is to be asked (OpenID4VP 1.0 §6.3). Nothing is
   * asked of a person that nobody compares.
   */
  wants(expected: ExpectedPerson): { isGiven: boolean; values?: readonly string[] | undefined };
  judge(
    credential: ReadableCredential,
    expected: ExpectedPerson,
    rules: NeedRules,
    nowSeconds: number,
  ): { outcome: RuleOutcome; reason: RuleReason };
  /** What an outcome between match and no match means; `refused` where the policy does not say. */
  treatment(rules: NeedRules, outcome: 'partial' | 'not_available'): Treatment;
}
