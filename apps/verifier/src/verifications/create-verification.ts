import { parseDcqlQuery } from '#openid4vp';
import { createHostedPage, type HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { askPresentation, type WantedPresentation } from '../presentation-requests/ask-presentation.js';
import type { Wanted } from './wanted-shape.js';

/** What a tenant gets for its question. Times are ISO 8601. */
export interface CreatedVerification {
  /** Its one identifier, however often a page asks. */
  id: string;
  status: 'created';
  expiresAt: string;
  /** With `delivery.method` `link`: for a QR code or a button of the tenant's own (OpenID4VP 1.0 §5.7). */
  walletLink?: string;
  requestUri?: string;
  /** With `page`: opens once. */
  pageUrl?: string;
}

/**
 * Asks by the way that the tenant wants. Durable on return.
 * @throws the codes of `parseDcqlQuery`, `askPresentation` and `createHostedPage`
 */
export async function createVerification(
  member: AskingMember,
  { delivery, dcql, ...asked }: Wanted,
  parts: HostedPageParts,
): Promise<CreatedVerification> {
  const wanted: WantedPresentation = { ...asked, ...(dcql === undefined ? {} : { dcql: parseDcqlQuery(dcql) }) };
  if (delivery.method === 'page') {
    const { page, url } = await createHostedPage(member, wanted, delivery, parts);
    return { id: page.id, status: 'created', expiresAt: isoTime(page.expiresAt), pageUrl: url };
  }
  const { presentation, walletLink, requestUri } = await askPresentation(member, wanted, parts);
  const { id, expiresAt } = presentation;
  return { id, status: 'created', expiresAt: isoTime(expiresAt), walletLink, requestUri };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
