import { parseDcqlQuery } from '#openid4vp';
import { prepareHostedPage, type HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import type { AskingMember } from '../organisations/asking-member.js';
import {
  preparePresentation,
  requestLinks,
  type WantedPresentation,
} from '../presentation-requests/ask-presentation.js';
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
 * Makes all of a question by the way that the tenant wants.
 * @returns what asks it: durable on return, and joining the caller's unit
 * @throws the codes of `parseDcqlQuery`, `preparePresentation` and `prepareHostedPage`
 */
export async function prepareVerification(
  member: AskingMember,
  { delivery, dcql, ...asked }: Wanted,
  parts: HostedPageParts,
): Promise<() => Promise<CreatedVerification>> {
  const wanted: WantedPresentation = { ...asked, ...(dcql === undefined ? {} : { dcql: parseDcqlQuery(dcql) }) };
  if (delivery.method === 'page') {
    const { page, url, keep } = await prepareHostedPage(member, wanted, delivery, parts);
    return async () => {
      await keep();
      return { id: page.id, status: 'created', expiresAt: isoTime(page.expiresAt), pageUrl: url };
    };
  }
  const presentation = await preparePresentation(member, wanted, parts);
  const { id, expiresAt } = presentation;
  return async () => {
    await parts.presentations.insert(presentation);
    return { id, status: 'created', expiresAt: isoTime(expiresAt), ...requestLinks(member, presentation, parts) };
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
