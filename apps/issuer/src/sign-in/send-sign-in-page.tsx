import type { FastifyReply, FastifyRequest } from 'fastify';
import { findConfiguration } from '#credential-types';
import { formatMoment, type Locale } from '#look';
import { localeOf, pageHeaders, sendPage } from '#service-kit/pages';
import { PAGE_ACTIONS } from '#service-kit/sessions';
import type { ProblemStatuses } from '#service-kit/problem';
import { formActionOf } from '../authorization/authorization-response.js';
import type { Authorization } from '../authorization/authorizations.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { OpenSignIn, OwnSignIn } from './open-sign-in.js';
import { RefusedSignInPage } from './refused-sign-in-page.js';
import { REFUSED_SIGN_IN_MESSAGES, type SignInRefusal } from './refused-sign-in.messages.js';
import { SignInPage, type ShownProblem } from './sign-in-page.js';
import type { SignInNotice } from './sign-in-notice.js';
import { SIGN_IN_PAGE_MESSAGES } from './sign-in-page.messages.js';

const MINUTE = 60_000;

/** The statuses of this room's refusals. */
export const SIGN_IN_STATUSES: ProblemStatuses = {
  sign_in_unknown: 404,
  sign_in_of_another_browser: 403,
  sign_in_over: 410,
  sign_in_expired: 410,
  account_unknown: 403,
};

export interface SignInVisit {
  request: FastifyRequest;
  reply: FastifyReply;
  tenant: IssuingTenant;
  publicUrl: string;
}

export interface ShownSignIn {
  status?: number;
  /** Of what was typed before; `now` tells whether it still holds. */
  notice?: SignInNotice | undefined;
  now?: number;
  accountFailed?: boolean;
}

/** Paths of a sign-in's page. */
export function signInPaths({ tenantId, id }: { tenantId: string; id: string }) {
  const page = `/${tenantId}/sign-in/${id}`;
  return { page, signIn: page, cancel: `${page}/cancellation`, account: `${page}/account` };
}

/** The page's address. */
export function signInUrl(
  { publicUrl }: Pick<SignInVisit, 'publicUrl'>,
  { signIn }: Pick<OwnSignIn, 'signIn'>,
): string {
  return `${publicUrl}${signInPaths(signIn).page}`;
}

export function sendSignInPage(visit: SignInVisit, open: OpenSignIn, shown: ShownSignIn = {}): void {
  const { request, reply, tenant, publicUrl } = visit;
  const { signIn, secret, authorization } = open;
  const locale = localeOf(request);
  const { page, ...actions } = signInPaths(signIn);
  const body = (
    <SignInPage
      {...{ locale, actions }}
      utility={tenant.name}
      proofs={proofNames(tenant, authorization, locale)}
      wallet={{ clientId: authorization.clientId, goesBackTo: placeOf(authorization.redirectUri) }}
      host={new URL(publicUrl).host}
      ways={{ letterCode: tenant.signIn.letterCode, account: tenant.signIn.account }}
      formToken={secret.formToken(signIn)}
      customerNumber={shown.notice?.customerNumber}
      problem={shownProblem(shown, locale)}
      accountFailed={shown.accountFailed}
      languageHref={(one) => `${page}?language=${one}`}
    />
  );
  sendPage(
    request,
    reply,
    { locale, title: SIGN_IN_PAGE_MESSAGES[locale].title(tenant.name), body, scripts: PAGE_ACTIONS },
    { status: shown.status ?? 200, headers: headersFor(authorization) },
  );
}

/** @param options.leavable with which the browser can still go back to its wallet; `again`: with which it can try once more */
export function sendRefusedSignIn(
  { request, reply, tenant }: SignInVisit,
  code: SignInRefusal,
  { leavable, again = false }: { leavable?: OpenSignIn; again?: boolean } = {},
): void {
  const locale = localeOf(request);
  const back = leavable && {
    action: signInPaths(leavable.signIn).cancel,
    formToken: leavable.secret.formToken(leavable.signIn),
  };
  const body = (
    <RefusedSignInPage
      {...{ locale, code, back }}
      utility={tenant.name}
      again={again && leavable ? signInPaths(leavable.signIn).page : undefined}
    />
  );
  sendPage(
    request,
    reply,
    { locale, title: `${REFUSED_SIGN_IN_MESSAGES[locale][code].title} – ${tenant.name}`, body, scripts: PAGE_ACTIONS },
    { status: SIGN_IN_STATUSES[code] ?? 403, headers: leavable ? headersFor(leavable.authorization) : {} },
  );
}

/**
 * A browser applies `form-action` to where a form leads by redirects, too (CSP 3 §6.4.2): the wallet's redirect URI is named.
 */
function headersFor(authorization: Pick<Authorization, 'redirectUri'>): Record<string, string> {
  return { ...pageHeaders({ formAction: [formActionOf(authorization)] }) };
}

/** What a person can compare: a host, or the scheme by which an app is opened. */
function placeOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri);
  return protocol === 'https:' || protocol === 'http:' ? host : protocol;
}

function proofNames({ credentialTypes }: IssuingTenant, { asked }: Authorization, locale: Locale): string[] {
  const names = asked.map(({ credentialConfigurationId }) => {
    const found = findConfiguration(credentialTypes, credentialConfigurationId);
    return found === undefined ? credentialConfigurationId : found.type.name[locale];
  });
  return [...new Set(names)];
}

function shownProblem({ notice, now = 0 }: ShownSignIn, locale: Locale): ShownProblem | undefined {
  if (notice?.problem !== 'later') return notice && { kind: notice.problem };
  if (notice.until <= now) return undefined;
  // To the minute, and never too early.
  const until = Math.ceil(notice.until / MINUTE) * MINUTE;
  return { kind: 'later', until: formatMoment(until / 1000, locale) };
}
