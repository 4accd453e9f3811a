import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCodedError } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { findOwnSignIn, requireLeavable, requireOpen, type OpenParts, type OwnSignIn } from './open-sign-in.js';
import { isSignInRefusal } from './refused-sign-in-page.js';
import { sendRefusedSignIn, sendSignInPage, signInUrl, type SignInVisit } from './send-sign-in-page.js';

export type AnswerParts = OpenParts & { tenants: Tenants<IssuingTenant>; publicUrl: string };

/** A request to a page of the sign-in. */
export interface SignInRequest {
  slug: string;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What other rooms say when an authorization has ended meanwhile, in another browser or by its time. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  authorization_ended: 'sign_in_over',
  authorization_expired: 'sign_in_expired',
  authorization_unknown: 'sign_in_expired',
};
/** What the page itself says: a form leads there, so that the back button sends none again. */
const TOLD_BY_THE_PAGE = ['sign_in_over', 'sign_in_expired'];
/** Of the utility's own provider: after them one can try again. */
const ACCOUNT_STATUSES: Readonly<Record<string, number>> = { account_refused: 403, account_provider_away: 503 };

/** Answers in the browser that the sign-in belongs to; what a citizen gets when it is not his, or over, is a page too. */
export async function answerSignIn(
  { slug, id, request, reply }: SignInRequest,
  parts: AnswerParts,
  work: (visit: SignInVisit, own: OwnSignIn) => Promise<void>,
): Promise<void> {
  const visit = { request, reply, tenant: parts.tenants.find(slug), publicUrl: parts.publicUrl };
  let own: OwnSignIn | undefined;
  try {
    own = await findOwnSignIn({ tenantId: visit.tenant.slug, id }, request.headers.cookie, parts);
    await work(visit, own);
  } catch (error) {
    if (!isCodedError(error) || !(await answerRefusal(visit, error.code, own, parts))) throw error;
  }
}

/** @returns whether there are words for the code */
async function answerRefusal(
  visit: SignInVisit,
  thrown: string,
  own: OwnSignIn | undefined,
  parts: AnswerParts,
): Promise<boolean> {
  const code = SAME_WORDS[thrown] ?? thrown;
  const status = ACCOUNT_STATUSES[code];
  if (status !== undefined && own !== undefined) {
    sendSignInPage(visit, await requireOpen(own, parts), { status, accountFailed: true });
    return true;
  }
  if (!isSignInRefusal(code)) return false;
  if (own !== undefined && visit.request.method === 'POST' && TOLD_BY_THE_PAGE.includes(code)) {
    goTo(visit.reply, signInUrl(visit, own));
    return true;
  }
  const canLeave = code === 'sign_in_expired' || code === 'account_unknown';
  const leavable = canLeave && own !== undefined ? await requireLeavable(own, parts).catch(() => undefined) : undefined;
  sendRefusedSignIn(visit, code, { ...(leavable && { leavable }), again: code === 'account_unknown' });
  return true;
}

/** By GET, whatever the request was, so that nothing of a form is sent on (RFC 9700 §4.12). */
export function goTo(reply: FastifyReply, location: string): void {
  void reply.code(303).header('location', location).send();
}
