import { Card, VerdictList, type Locale } from '#look';
import type { ShownAssessment } from '../policies/show-assessment.js';
import type { VerificationView } from '../verifications/read-verification.js';
import { POLICY_RULES_MESSAGES } from './policy-rules.messages.js';

type Item = ShownAssessment['items'][number];

/** What the policy said, rule by rule; nothing where it was asked by none. */
export function PolicyRules({ view, locale }: { view: VerificationView; locale: Locale }) {
  const { assessment, policy } = view;
  if (assessment === undefined || policy === undefined) return null;
  const messages = POLICY_RULES_MESSAGES[locale];
  const isNarrowed = view.withheld?.code === 'decision_only';
  return (
    <Card title={messages.title(policy.id, policy.version)}>
      <VerdictList
        verdicts={assessment.items.map((item) => ({
          outcome: kindOf(item),
          outcomeWord: messages.outcome[item.outcome],
          sentence: item.sentence?.[locale] ?? (isNarrowed ? ruleWords(item, locale) : messages.reasonGone),
          detail: <code>{item.rule}</code>,
        }))}
      />
    </Card>
  );
}

/** Why the policy is not met, in the clerk's language; empty where it is, or there is none. */
export function unmetSentences({ assessment }: Pick<VerificationView, 'assessment'>, locale: Locale): string[] {
  if (assessment?.outcome !== 'not_met') return [];
  const sentences = assessment.items.flatMap(({ accepted, sentence }) =>
    accepted || !sentence ? [] : [sentence[locale]],
  );
  return [...new Set(sentences)];
}

function ruleWords({ rule }: Item, locale: Locale): string {
  const words: Readonly<Record<string, string>> = POLICY_RULES_MESSAGES[locale].rules;
  return words[rule] ?? rule;
}

function kindOf({ accepted, outcome }: Item): 'passed' | 'failed' | 'not_checked' {
  if (!accepted) return 'failed';
  return outcome === 'not_available' ? 'not_checked' : 'passed';
}
