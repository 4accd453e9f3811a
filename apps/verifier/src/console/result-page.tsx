import { Banner, Button, Card, LinkButton, QrCode, type BannerKind, type Locale } from '#look';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { WalletLinks } from '../hosted-pages/wallet-links.js';
import { Countdown, LiveRegion } from '../live-state/live-region.js';
import { hasPaperPath } from '../verifications/note-paper-path.js';
import type { VerificationView } from '../verifications/read-verification.js';
import { CheckList } from './check-list.js';
import { EvidenceCard } from './evidence-card.js';
import { LearntClaims } from './learnt-claims.js';
import { PaperOffer } from './paper-page.js';
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
  /** Whether what follows from it is known without its values. */
  isSettled: boolean;
  mayTakeEvidence: boolean;
  labelOf: LabelOfClaim;
}

/** One verification: the code while it waits, then the decision and what to do next, and on demand verdict by verdict why. */
export function ResultPage(props: ResultProps) {
  const { locale, view, version, secondsLeft, live } = props;
  const messages = RESULT_MESSAGES[locale];
  const waits = isWaiting(view);
  return (
    <>
      <LiveRegion version={version} addresses={live} secondsLeft={waits ? secondsLeft : undefined}>
        <Decision {...props} />
        {hasPaperPath(view) ? <PaperOffer view={view} locale={locale} /> : null}
        {waits ? <ShownCode {...props} /> : null}
        {hidesDetails(view) ? <Answered {...props} /> : null}
        {view.answer === undefined ? null : (
          <LearntClaims answer={view.answer} locale={locale} labelOf={props.labelOf} />
        )}
        <PolicyRules view={view} locale={locale} />
        {view.verdicts.length === 0 ? null : <CheckList verdicts={view.verdicts} locale={locale} />}
        {waits ? null : <EvidenceCard view={view} locale={locale} mayTakeEvidence={props.mayTakeEvidence} />}
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

function Decision({ locale, view, secondsLeft, isSettled, isHosted }: ResultProps) {
  const messages = RESULT_MESSAGES[locale];
  const { status, withheld, refusal } = view;
  if (status === 'created' || status === 'opened') {
    return (
      <Banner kind="info">
        <h2 class="v-stage" tabIndex={-1} data-stage-title>
          {status === 'opened' ? messages.opened : isHosted ? messages.elsewhere : messages.scan}
        </h2>
        <p>{isHosted ? messages.elsewhereSentence : messages.scanSentence}</p>
        <Countdown secondsLeft={secondsLeft} locale={locale} />
      </Banner>
    );
  }
  const failed = view.verdicts.filter(({ outcome }) => outcome === 'failed');
  const unmet = unmetSentences(view, locale);
  const isOpen = status === 'verified' && hidesDetails(view) && !isSettled;
  const sentence =
    (hidesDetails(view) ? undefined : withheld?.sentence[locale]) ?? refusal?.sentence[locale] ?? nextSentence();
  function nextSentence(): string {
    if (isOpen) return messages.genuineSentence;
    if (status === 'verified') return messages.goOn;
    return status === 'not_verified'
      ? messages.notVerifiedSentence
      : status === 'expired'
        ? messages.expiredSentence
        : '';
  }
  return (
    <Banner kind={isOpen ? 'warning' : (KINDS[status] ?? 'info')}>
      <h2 class="v-stage" tabIndex={-1} data-stage-title>
        {isOpen ? messages.genuine : messages.decision[status === 'redacted' ? 'verified' : status]}
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

function ShownCode({ locale, links, view, asked, isHosted }: ResultProps) {
  const messages = RESULT_MESSAGES[locale];
  return (
    <div class="v-ways">
      {view.status === 'created' && !isHosted ? (
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

/** In the place of what was learnt, for those who see no values. */
function Answered({ locale, view, asked }: ResultProps) {
  const messages = RESULT_MESSAGES[locale];
  return (
    <Card title={messages.answered}>
      <ul>
        {asked.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
      <p class="l-hint">{view.withheld?.sentence[locale]}</p>
    </Card>
  );
}

function hidesDetails({ withheld }: VerificationView): boolean {
  return withheld?.code === 'decision_only';
}

export function isWaiting({ status }: Pick<VerificationView, 'status'>): boolean {
  return status === 'created' || status === 'opened';
}
