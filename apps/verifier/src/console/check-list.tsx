import { Card, VerdictList, type Locale, type VerdictOutcome } from '#look';
import type { VerificationView } from '../verifications/read-verification.js';
import { CHECK_GROUPS, groupOf, type CheckGroup } from './check-groups.js';
import { CHECK_LIST_MESSAGES } from './check-list.messages.js';

type ShownChecks = VerificationView['verdicts'];

/** Each check's verdict, on demand: the counts first, then group by group what it asked; open where something failed. */
export function CheckList({ verdicts, locale }: { verdicts: ShownChecks; locale: Locale }) {
  const messages = CHECK_LIST_MESSAGES[locale];
  const groups = CHECK_GROUPS.map((group) => ({
    group,
    checks: verdicts.filter(({ check }) => groupOf(check) === group),
  }));
  return (
    <Card title={messages.title}>
      <p>{messages.counts(countOutcomes(verdicts))}.</p>
      {groups.map(({ group, checks }) =>
        checks.length === 0 ? null : <Group key={group} group={group} checks={checks} locale={locale} />,
      )}
    </Card>
  );
}

function Group({ group, checks, locale }: { group: CheckGroup; checks: ShownChecks; locale: Locale }) {
  const messages = CHECK_LIST_MESSAGES[locale];
  const counts = countOutcomes(checks);
  return (
    <details class={`v-more v-checks${counts.failed > 0 ? ' v-checks-failed' : ''}`} open={counts.failed > 0}>
      <summary>
        {messages.groups[group]} <span class="v-counts">{messages.counts(counts)}</span>
      </summary>
      <VerdictList
        verdicts={checks.map(({ outcome, sentence, clause, check, credentialQueryId }) => ({
          outcome,
          outcomeWord: messages.outcome[outcome],
          sentence: sentence[locale],
          detail: (
            <>
              {messages.clause}: {clause} · <code>{check}</code>
              {credentialQueryId === undefined ? null : (
                <>
                  {' '}
                  · {messages.credential}: <code>{credentialQueryId}</code>
                </>
              )}
            </>
          ),
        }))}
      />
    </details>
  );
}

function countOutcomes(verdicts: ShownChecks): Record<VerdictOutcome, number> {
  const counts = { passed: 0, failed: 0, not_checked: 0 };
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return counts;
}
