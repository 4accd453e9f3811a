import { Card, Facts, LinkButton, Moment, type Locale } from '#look';
import type { VerificationView } from '../verifications/read-verification.js';
import { RESULT_MESSAGES } from './result.messages.js';

export interface EvidenceProps {
  view: VerificationView;
  locale: Locale;
  /** Whether this access may take the file. */
  mayTakeEvidence: boolean;
}

/** What is kept, for how long, and the file for an auditor. */
export function EvidenceCard({ view, locale, mayTakeEvidence }: EvidenceProps) {
  const messages = RESULT_MESSAGES[locale];
  const { receipt, retentionEndsAt, redactedAt, withheld } = view;
  const day = (time: string) => <Moment seconds={Date.parse(time) / 1000} locale={locale} precision="day" />;
  return (
    <Card title={messages.evidence}>
      <Facts
        facts={[
          [messages.asked, <Moment seconds={Date.parse(view.createdAt) / 1000} locale={locale} />],
          ...(withheld === undefined ? [[messages.receipt, receiptWords(receipt, locale)] as const] : []),
          ...(receipt === undefined ? [] : [[messages.commitment, <code>{receipt.commitment}</code>] as const]),
          ...(retentionEndsAt === undefined ? [] : [[messages.keptUntil, day(retentionEndsAt)] as const]),
          ...(redactedAt === undefined ? [] : [[messages.erasedAt, day(redactedAt)] as const]),
          ...(view.status === 'verified' ? [[messages.withdrawal, withdrawalWords(withheld, locale)] as const] : []),
          [messages.number, <code>{view.id}</code>],
        ]}
      />
      {mayTakeEvidence && view.verdictRecord !== undefined ? <EvidenceFile view={view} locale={locale} /> : null}
    </Card>
  );
}

/** The file, and what it still holds. */
function EvidenceFile({ view, locale }: Pick<EvidenceProps, 'view' | 'locale'>) {
  const { file } = RESULT_MESSAGES[locale];
  const left = view.status === 'redacted' ? file.afterRedaction : view.answer === undefined ? file.notKept : file.whole;
  return (
    <>
      <p>{left}</p>
      <p>
        <LinkButton kind="secondary" href={`/verifications/${view.id}/evidence`} download>
          {file.take}
        </LinkButton>
      </p>
    </>
  );
}

function withdrawalWords(withheld: VerificationView['withheld'], locale: Locale): string {
  // Less access is no withdrawal.
  if (withheld === undefined || withheld.code === 'decision_only') return RESULT_MESSAGES[locale].noWithdrawal;
  return withheld.sentence[locale];
}

function receiptWords(receipt: VerificationView['receipt'], locale: Locale): string {
  const messages = RESULT_MESSAGES[locale];
  if (receipt === undefined) return messages.noReceipt;
  return receipt.anchored ? messages.anchored : messages.notAnchored;
}
