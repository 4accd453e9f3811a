import type { Locale } from '#look';
import type { AssessmentItem, RuleOutcome } from '#verification-policy';

interface PolicyRulesMessages {
  title: (policy: string, version: number) => string;
  outcome: Record<RuleOutcome, string>;
  /** What a rule judges, for those who don't see why it came out as it did. */
  rules: Record<AssessmentItem['rule'], string>;
  /** After redaction a rule that was accepted has no sentence left. */
  reasonGone: string;
}

export const POLICY_RULES_MESSAGES: Record<Locale, PolicyRulesMessages> = {
  en: {
    title: (policy, version) => `The policy “${policy}”, version ${version}, rule by rule`,
    outcome: { match: 'Match', partial: 'In part', no_match: 'No match', not_available: 'Not compared' },
    rules: {
      credential: 'The proof',
      issuer: 'Its issuer',
      policy: 'The policy as a whole',
      name: 'Name',
      address: 'Address',
      evidence_age: 'How recent the evidence is',
      months: 'For how long at the address',
      age: 'Age',
    },
    reasonGone: 'The policy accepted this; why in detail has been destroyed.',
  },
  fr: {
    title: (policy, version) => `La politique « ${policy} », version ${version}, règle par règle`,
    outcome: { match: 'Concorde', partial: 'En partie', no_match: 'Ne concorde pas', not_available: 'Non comparé' },
    rules: {
      credential: 'La preuve',
      issuer: 'Son émetteur',
      policy: 'La politique dans son ensemble',
      name: 'Nom',
      address: 'Adresse',
      evidence_age: 'Ancienneté du justificatif',
      months: 'Durée à l’adresse',
      age: 'Âge',
    },
    reasonGone: 'La politique l’a accepté ; le détail a été détruit.',
  },
};
