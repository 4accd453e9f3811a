import { parseAuthorizationRequestLink } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { fetchRequest, postForm, presentationForm, type PresentationChanges } from './fictive-wallet.js';
import { PageBrowser, type BrowsedPage } from './page-browser.js';
import { BANK_ORIGIN, BANK_QUESTION, CITY_QUESTION, type Setting } from './running-verifier.js';

export const RETURN_URL = `${BANK_ORIGIN}/accounts/back?step=2`;

export interface HostedPageUnderTest {
  id: string;
  pageUrl: string;
  /** The page's address without its secret. */
  url: string;
}

export async function createPage(
  setting: Setting,
  tenant: 'bank' | 'city',
  page: JsonObject = tenant === 'bank' ? { returnUrl: RETURN_URL } : {},
): Promise<HostedPageUnderTest> {
  const delivery = { method: 'page', ...page };
  const question = tenant === 'bank' ? BANK_QUESTION : CITY_QUESTION;
  const { status, body } = await setting.call(tenant, 'POST', 'verifications', { ...question, delivery });
  if (status !== 201) throw new Error(JSON.stringify(body));
  const pageUrl = body.pageUrl as string;
  return { id: body.id as string, pageUrl, url: pageUrl.split('?')[0] as string };
}

/** A page that a browser has opened. */
export async function openedPage(setting: Setting, tenant: 'bank' | 'city', page?: JsonObject) {
  const hosted = await createPage(setting, tenant, page);
  const browser = new PageBrowser();
  const shown = await browser.follow(await browser.get(hosted.pageUrl));
  return { ...hosted, browser, shown };
}

/** The link for the wallet on the browser's own device, and the one of the QR code's request. */
export function linksIn({ text }: BrowsedPage): { here: string; standardHere: string; elsewhere: string } {
  const hrefs = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  const here = hrefs.find((href) => href.includes('/present#')) as string;
  const standardHere = hrefs.find((href) => href.startsWith('openid4vp:')) as string;
  if (here === undefined) throw new Error('the page shows no way into a wallet');
  return { here, standardHere, elsewhere: standardHere.replace('%3Fdevice%3Dsame', '') };
}

/** Answers the request behind a link as a wallet would. */
export async function answer(setting: Setting, link: string, changes?: PresentationChanges) {
  const request = await fetchRequest(link, setting.cooperative.time.now);
  const form = await presentationForm(setting.cooperative, request, changes);
  return { request, ...(await postForm(request.payload.response_uri, form)) };
}

export async function stateOf(page: { url: string; browser: PageBrowser }): Promise<JsonObject> {
  const { status, text } = await page.browser.get(`${page.url}/state`);
  return { status, ...(JSON.parse(text) as JsonObject) };
}

export function redeem(setting: Setting, tenant: 'bank' | 'city', id: string, responseCode: string) {
  return setting.call(tenant, 'POST', `verifications/${id}/result`, { responseCode });
}

export function codeIn(location: string | undefined): string {
  return new URL(location ?? 'http://nowhere.example').searchParams.get('response_code') ?? '';
}

export function requestIdIn(link: string): string {
  return parseAuthorizationRequestLink(link).requestUri.split('/').at(-1)?.split('?')[0] ?? '';
}

/** Presses the button of the page as it was shown at that attempt. */
export function startAgain(page: { url: string; browser: PageBrowser }, attempt = 1, origin?: string) {
  return page.browser.post(`${page.url}/start-again`, `attempt=${attempt}`, origin);
}
