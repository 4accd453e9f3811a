import {
  Banner,
  Button,
  Card,
  Facts,
  LinkButton,
  Moment,
  QrCode,
  VerdictList,
  type BannerKind,
  type Locale,
} from '#look';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { WalletLinks } from '../hosted-pages/wallet-links.js';
import { Countdown, LiveRegion } from '../live-state/live-region.js';
import type { VerificationView } from '../verifications/read-verification.js';
import { LearntClaims } from './learnt-claims.js';
import { PolicyRules, unmetSentences } from './policy-rules.js';
import { RESULT_MESSAGES } from './result.messages.js';

export interface ResultProps {
  locale: Locale;
  view: VerificationView;
  version: string;
  secondsLeft: number;
  /** While something can still change. */
  live: { state: string; events: string } | undefined;
  links: WalletLinks;
  /** What is asked, in words. */
  asked: readonly string[];
  /** Of another page's request no code is shown here. */
  isHosted: boolean;
  labelOf: LabelOfClaim;
}

/** One verification: the code while it waits, then verdict by verdict, what was learnt, and how long it stays. */
export function ResultPage(props: ResultProps) {
  const { locale, view, version, secondsLeft, live } = props;
  const messages = RESULT_MESSAGES[locale];
  const waits = isWaiting(view);
  return (
    <>
      <LiveRegion version={version} addresses={live} secondsLeft={waits ? secondsLeft : undefined}>
        <Decision {...props} />
        {waits && !props.isHosted ? <ShownCode {...props} /> : null}
        {view.answer === undefined ? null : (
          <LearntClaims answer={view.answer} locale={locale} labelOf={props.labelOf} />
        )}
        <PolicyRules view={view} locale={locale} />
        {view.verdicts.length === 0 ? null : <Checks view={view} locale={locale} />}
        {waits ? null : <Evidence view={view} locale={locale} />}
      </LiveRegion>
      <p>
        <LinkButton kind="secondary" href="/verifications/new">
          {messages.another}
        </LinkButton>
      </p>
    </>
  );
}

const KINDS: Partial<Record<VerificationView['status'], BannerKind>> = {
  verified: 'success',
  redacted: 'success',
  not_verified: 'danger',
  refused: 'warning',
  expired: 'warning',
};

function Decision({ locale, view, secondsLeft }: ResultProps) {
  const messages = RESULT_MESSAGES[locale];
  const { status, withheld, refusal } = view;
  if (status === 'created' || status === 'opened') {
    return (
      <Banner kind="info">
        <h2 class="v-stage" tabIndex={-1} data-stage-title>
          {status === 'created' ? messages.scan : messages.opened}
        </h2>
        <p>{messages.scanSentence}</p>
        <Countdown secondsLeft={secondsLeft} locale={locale} />
      </Banner>
    );
  }
  const failed = view.verdicts.filter(({ outcome }) => outcome === 'failed');
  const unmet = unmetSentences(view, locale);
  const sentence =
    withheld?.sentence[locale] ??
    refusal?.sentence[locale] ??
    (status === 'not_verified' ? messages.notVerifiedSentence : status === 'expired' ? messages.expiredSentence : '');
  return (
    <Banner kind={KINDS[status] ?? 'info'}>
      <h2 class="v-stage" tabIndex={-1} data-stage-title>
        {messages.decision[status === 'redacted' ? 'verified' : status]}
      </h2>
      {sentence === '' ? null : <p>{sentence}</p>}
      {failed.length + unmet.length === 0 ? null : (
        <ul class="v-failed">
          {failed.map(({ check, sentence: why }) => (
            <li key={check}>{why[locale]}</li>
          ))}
          {unmet.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

function ShownCode({ locale, links, view, asked }: ResultProps) {
  const messages = RESULT_MESSAGES[locale];
  return (
    <div class="v-ways">
      {view.status === 'created' ? (
        <Card>
          <QrCode text={links.elsewhere} label={messages.code} />
          <details class="v-more">
            <summary>{messages.other}</summary>
            <QrCode text={links.standardElsewhere} label={messages.code} />
          </details>
        </Card>
      ) : null}
      <Card title={messages.asks}>
        <ul>
          {asked.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
        <form method="post" action={`/verifications/${view.id}/cancellation`} data-once>
          <Button type="submit" kind="quiet">
            {messages.cancel}
          </Button>
        </form>
        <noscript>
          <a href={`/verifications/${view.id}`}>{messages.checkNow}</a>
        </noscript>
      </Card>
    </div>
  );
}

function Checks({ view, locale }: { view: VerificationView; locale: Locale }) {
  const messages = RESULT_MESSAGES[locale];
  return (
    <Card title={messages.checks}>
      <VerdictList
        verdicts={view.verdicts.map(({ outcome, sentence, clause, check }) => ({
          outcome,
          outcomeWord: messages.outcome[outcome],
          sentence: sentence[locale],
          detail: (
            <>
              {messages.clause}: {clause} · <code>{check}</code>
            </>
          ),
        }))}
      />
    </Card>
  );
}

function Evidence({ view, locale }: { view: VerificationView; locale: Locale }) {
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
          ...(view.status === 'verified'
            ? [[messages.withdrawal, withheld?.sentence[locale] ?? messages.noWithdrawal] as const]
            : []),
          [messages.number, <code>{view.id}</code>],
        ]}
      />
    </Card>
  );
}

function receiptWords(receipt: VerificationView['receipt'], locale: Locale): string {
  const messages = RESULT_MESSAGES[locale];
  if (receipt === undefined) return messages.noReceipt;
  return receipt.anchored ? messages.anchored : messages.notAnchored;
}

export function isWaiting({ status }: Pick<VerificationView, 'status'>): boolean {
  return status === 'created' || status === 'opened';
}
