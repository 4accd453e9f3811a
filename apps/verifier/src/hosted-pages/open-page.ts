import { refusal, type CodedError } from '#primitives';
import type { HostedPage } from './hosted-page.js';
import type { HostedPageParts } from './create-hosted-page.js';
import { isSecret, newSecret } from './page-secrets.js';

type OpeningParts = Pick<HostedPageParts, 'pages' | 'clock' | 'random'>;

/**
 * The page, for the browser that has its session.
 * @param sessionSecret the cookie's value
 * @throws `unknown_page`; `page_of_another_browser`, also to a browser that never had a session
 */
export async function requirePage(
  key: Pick<HostedPage, 'tenantId' | 'id'>,
  sessionSecret: string | undefined,
  { pages }: Pick<OpeningParts, 'pages'>,
): Promise<HostedPage> {
  const page = await pages.find(key.tenantId, key.id);
  if (page === undefined) throw unknownPage();
  if (!isSecret('session', sessionSecret, page.sessionDigest)) throw ofAnotherBrowser();
  return page;
}

/**
 * Opens the page's address: the first browser gets the session, and every other one is refused from then on, so that an address
 * that leaks later is worth nothing. If we die after the commit and the answer is lost, nobody has the session: the tenant
 * makes another page.
 * @returns the page, and the secret for the cookie where this browser has just got the session
 * @throws `unknown_page`, also for a wrong secret; `page_of_another_browser`
 */
export async function openPage(
  key: Pick<HostedPage, 'tenantId' | 'id'>,
  given: { startSecret: string | undefined; sessionSecret: string | undefined },
  parts: OpeningParts,
): Promise<{ page: HostedPage; newSession?: string }> {
  const { page, isOwn } = await knockAtPage(key, given, parts);
  if (isOwn) return { page };
  const session = newSecret('session', parts.random);
  if (!(await parts.pages.change(page, { sessionDigest: null }, { sessionDigest: session.digest }))) {
    throw ofAnotherBrowser();
  }
  return { page: { ...page, sessionDigest: session.digest }, newSession: session.text };
}

/**
 * Whether the page's address would open here, without opening it: for a page that stands before it.
 * @returns whether this browser has opened it already
 * @throws the codes of {@link openPage}
 */
export async function knockAtPage(
  key: Pick<HostedPage, 'tenantId' | 'id'>,
  given: { startSecret: string | undefined; sessionSecret: string | undefined },
  { pages, clock }: Pick<OpeningParts, 'pages' | 'clock'>,
): Promise<{ page: HostedPage; isOwn: boolean }> {
  const page = await pages.find(key.tenantId, key.id);
  if (page === undefined) throw unknownPage();
  if (isSecret('session', given.sessionSecret, page.sessionDigest)) return { page, isOwn: true };
  if (page.sessionDigest !== null) throw ofAnotherBrowser();
  if (!isSecret('start', given.startSecret, page.startDigest) || page.expiresAt <= clock()) throw unknownPage();
  return { page, isOwn: false };
}

export function unknownPage(): CodedError {
  return refusal('unknown_page', 'There is no such page, or its time is over.');
}

function ofAnotherBrowser(): CodedError {
  return refusal('page_of_another_browser', 'This page belongs to the browser that opened it first.');
}
