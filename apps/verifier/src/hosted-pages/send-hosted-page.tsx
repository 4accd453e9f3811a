import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCodedError, type Clock } from '#primitives';
import { localeOf, sendPage } from '#service-kit/pages';
import type { AskingMember } from '../organisations/asking-member.js';
import { VERIFIER_ERRORS } from '../verifier-errors.js';
import type { LabelOfClaim } from './claim-labels.js';
import { HostedPageView, type HostedPageProps } from './hosted-page-view.js';
import { HOSTED_PAGE_MESSAGES } from './hosted-page.messages.js';
import { pageLiveState } from './page-live-state.js';
import { pagePath } from './page-places.js';
import { mayLeave, mayStartAgain, type PageState } from './page-stage.js';
import { REFUSED_PAGE_MESSAGES } from './refused-page.messages.js';
import { isPageRefusal, RefusedPageView } from './refused-page-view.js';
import { walletLinks, type WalletPlaces } from './wallet-links.js';

/** What the pages need to know beyond their state. */
export interface HostedPageLook extends WalletPlaces {
  labelOf: LabelOfClaim;
  /** Where a return URL leads in the end, told to the person: its own host, or that of who is behind it. */
  returnHostOf: (page: { tenantId: string; returnUrl: string }) => string;
  clock: Clock;
}

/** For those without JavaScript. */
const REFRESH_SECONDS = 10;
const MOVING = ['waiting', 'opened', 'return', 'answered'];

export function sendHostedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { member, state }: { member: AskingMember; state: PageState },
  look: HostedPageLook,
): void {
  const locale = localeOf(request);
  const { stage } = state;
  const { title } = HOSTED_PAGE_MESSAGES[locale].stages(member.name)[stage];
  const props = propsOf(member, state, locale, look);
  sendPage(request, reply, {
    locale,
    title: `${title} – ${member.name}`,
    body: <HostedPageView {...props} />,
    scripts: ['verifier/live-page.js', 'verifier/digital-credentials.js'],
    styles: ['verifier/verifier-pages.css'],
    ...(MOVING.includes(stage) ? { refreshSeconds: REFRESH_SECONDS } : {}),
  });
}

function propsOf(
  member: AskingMember,
  state: PageState,
  locale: HostedPageProps['locale'],
  look: HostedPageLook,
): HostedPageProps {
  const { publicUrl, labelOf, returnHostOf, clock } = look;
  const { page, presentation, stage } = state;
  const notice = presentation.notice?.notice;
  const path = (...rest: string[]) => pagePath(publicUrl, page, ...rest);
  return {
    ...{ locale, member, stage, notice },
    host: new URL(publicUrl).host,
    returnHost: page.returnUrl === null ? undefined : returnHostOf({ ...page, returnUrl: page.returnUrl }),
    claimLabels: (notice?.claims ?? []).map((claim) => labelOf(claim, locale)),
    version: pageLiveState(state).version,
    attempt: page.attempts,
    secondsLeft: Math.max(0, Math.floor((presentation.expiresAt - clock()) / 1000)),
    isOnlyHere: page.devices === 'same',
    links: walletLinks(member, presentation, look),
    actions: {
      startAgain: mayStartAgain(state) ? path('start-again') : undefined,
      // Whose page has ended is led back all the same, without a code.
      leave: mayLeave(state) ? path('finish') : stage === 'ended' ? (page.returnUrl ?? undefined) : undefined,
      check: path(),
      digitalCredentials: path('digital-credentials'),
    },
    live: stage === 'finished' || stage === 'ended' ? undefined : { state: path('state'), events: path('events') },
  };
}

/** @returns whether the error is one that a page of its own explains */
export function sendRefusedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { member, error }: { member: AskingMember; error: unknown },
): boolean {
  if (!isCodedError(error) || !isPageRefusal(error.code)) return false;
  const locale = localeOf(request);
  const body = <RefusedPageView locale={locale} code={error.code} brand={member.name} />;
  const title = `${REFUSED_PAGE_MESSAGES[locale][error.code].title} – ${member.name}`;
  sendPage(request, reply, { locale, title, body }, { status: VERIFIER_ERRORS.statuses[error.code] ?? 400 });
  return true;
}
