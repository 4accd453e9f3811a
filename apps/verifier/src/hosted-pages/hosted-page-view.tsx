import type { Notice } from '#consent';
import { Banner, Button, Card, Facts, LinkButton, PageShell, Steps, type BannerKind, type Locale } from '#look';
import { Countdown, LiveRegion } from '../live-state/live-region.js';
import { HOSTED_PAGE_MESSAGES } from './hosted-page.messages.js';
import type { PageStage } from './page-stage.js';
import { WaysIn } from './ways-in.js';
import type { WalletLinks } from './wallet-links.js';

/** All that the page shows; nothing of what was answered but that it was. */
export interface HostedPageProps {
  locale: Locale;
  member: { name: string; legalId: string };
  /** Where this page is, and where the browser goes after it. */
  host: string;
  returnHost: string | undefined;
  /** `undefined` once the data of the answer was destroyed. */
  notice: Pick<Notice, 'contract' | 'purpose' | 'legalBasis' | 'retentionDays'> | undefined;
  claimLabels: readonly string[];
  stage: PageStage;
  version: string;
  /** How often was asked. */
  attempt: number;
  secondsLeft: number;
  isOnlyHere: boolean;
  links: WalletLinks;
  /** Addresses of the page's own actions; `undefined` where there is nothing to do. */
  actions: { startAgain: string | undefined; leave: string | undefined; check: string; digitalCredentials: string };
  live: { state: string; events: string } | undefined;
}

const KINDS: Partial<Record<PageStage, BannerKind>> = {
  verified: 'success',
  finished: 'success',
  not_verified: 'warning',
  expired: 'warning',
  ended: 'warning',
};
const STEP: Readonly<Record<PageStage, 0 | 1 | 3>> = {
  ...{ waiting: 0, opened: 1, return: 1, answered: 1, expired: 0, ended: 0 },
  ...{ verified: 3, finished: 3, not_verified: 1, refused: 1 },
};

/** Who asks, why and what for; the ways into a wallet; and what has become of it, in words. */
export function HostedPageView(props: HostedPageProps) {
  const { locale, member, notice, version, live, secondsLeft } = props;
  const messages = HOSTED_PAGE_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={member.name}>
      <h1>{notice?.contract.title[locale] ?? member.name}</h1>
      <p class="l-lead">{messages.asks(member.name)}</p>
      {notice === undefined ? null : (
        <p>
          <strong>{messages.why}</strong> {notice.purpose.words[locale]}
        </p>
      )}
      <LiveRegion version={version} addresses={live} secondsLeft={isAwaiting(props.stage) ? secondsLeft : undefined}>
        <Stage {...props} />
        <Asker {...props} />
      </LiveRegion>
    </PageShell>
  );
}

function Stage(props: HostedPageProps) {
  const { locale, member, stage, secondsLeft, actions } = props;
  const messages = HOSTED_PAGE_MESSAGES[locale];
  const { title, sentence } = messages.stages(member.name)[stage];
  return (
    <>
      <Steps label={messages.steps.label} steps={messages.steps.names} current={STEP[stage]} />
      <Banner kind={KINDS[stage] ?? 'info'}>
        <h2 class="v-stage" tabIndex={-1} data-stage-title>
          {title}
        </h2>
        <p>{sentence}</p>
        {isAwaiting(stage) ? <Countdown secondsLeft={secondsLeft} locale={locale} /> : null}
      </Banner>
      {stage === 'waiting' ? <WaysIn {...props} /> : null}
      <Actions {...props} />
      {isAwaiting(stage) || stage === 'return' || stage === 'answered' ? (
        <noscript>
          <p>
            <LinkButton kind="secondary" href={actions.check}>
              {messages.checkNow}
            </LinkButton>
          </p>
        </noscript>
      ) : null}
    </>
  );
}

function Actions({ locale, stage, actions, returnHost, attempt }: HostedPageProps) {
  const messages = HOSTED_PAGE_MESSAGES[locale];
  if (actions.startAgain === undefined && actions.leave === undefined) return null;
  const host = returnHost ?? '';
  return (
    <div class="l-row v-actions">
      {actions.leave !== undefined ? (
        <LinkButton kind={stage === 'verified' ? 'primary' : 'secondary'} href={actions.leave}>
          {stage === 'verified' ? messages.goOn(host) : messages.goBack(host)}
        </LinkButton>
      ) : null}
      {actions.startAgain !== undefined ? (
        <form method="post" action={actions.startAgain}>
          <input type="hidden" name="attempt" value={attempt} />
          <Button type="submit" kind={isAwaiting(stage) || stage === 'return' ? 'quiet' : 'primary'}>
            {messages.startAgain}
          </Button>
        </form>
      ) : null}
    </div>
  );
}

/** What is asked, by whom, and how long it stays. */
function Asker({ locale, member, host, returnHost, notice, claimLabels, stage }: HostedPageProps) {
  const messages = HOSTED_PAGE_MESSAGES[locale];
  const isOver = stage === 'verified' || stage === 'finished';
  return (
    <>
      {claimLabels.length === 0 ? null : (
        <Card title={isOver ? messages.received : messages.what}>
          <ul>
            {claimLabels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
          {isAwaiting(stage) ? <p class="l-hint">{messages.nothingElse}</p> : null}
        </Card>
      )}
      <Card title={messages.who}>
        <Facts
          facts={[
            [messages.name, member.name],
            [messages.legalId, member.legalId],
            [messages.thisAddress, <code>{host}</code>],
            ...(returnHost === undefined ? [] : [[messages.returnsTo, <code>{returnHost}</code>] as const]),
            ...(notice === undefined
              ? []
              : [
                  [messages.legalBasis, notice.legalBasis.words[locale]] as const,
                  [messages.keptFor, messages.kept(notice.retentionDays)] as const,
                ]),
          ]}
        />
        {isAwaiting(stage) ? <p class="l-hint">{messages.careful(member.name, host)}</p> : null}
      </Card>
    </>
  );
}

function isAwaiting(stage: PageStage): boolean {
  return stage === 'waiting' || stage === 'opened';
}
