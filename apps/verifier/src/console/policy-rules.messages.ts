import type { Locale } from '#look';
import type { RuleOutcome } from '#verification-policy';

interface PolicyRulesMessages {
  title: (policy: string, version: number) => string;
  outcome: Record<RuleOutcome, string>;
  /** After redaction a rule that was accepted has no sentence left. */
  reasonGone: string;
}

export const POLICY_RULES_MESSAGES: Record<Locale, PolicyRulesMessages> = {
  en: {
    title: (policy, version) => `The policy “${policy}”, version ${version}, rule by rule`,
    outcome: { match: 'Match', partial: 'In part', no_match: 'No match', not_available: 'Not compared' },
    reasonGone: 'The policy accepted this; why in detail has been destroyed.',
  },
  fr: {
    title: (policy, version) => `La politique « ${policy} », version ${version}, règle par règle`,
    outcome: { match: 'Concorde', partial: 'En partie', no_match: 'Ne concorde pas', not_available: 'Non comparé' },
    reasonGone: 'La politique l’a accepté ; le détail a été détruit.',
  },
};
