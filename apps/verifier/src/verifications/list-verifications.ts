import type { z } from 'zod';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import type { listVerificationsShape } from './list-verifications-shape.js';
import { readCursor, writeCursor } from './page-cursor.js';
import type { VerificationSummary } from './read-verification.js';
import { summarise } from './view-verification.js';

/** One page of a list; without a cursor there is nothing older. */
export interface VerificationList {
  items: VerificationSummary[];
  cursor?: string;
}

/**
 * A page of the tenant's verifications, newest first. With a status a page may hold fewer than were asked for, and have a cursor all
 * the same: whether a decision is anchored is looked up for what was found.
 * @throws `malformed_cursor`
 */
export async function listVerifications(
  tenantId: string,
  asked: z.output<typeof listVerificationsShape>,
  parts: HostedPageParts,
): Promise<VerificationList> {
  const { cursor, limit, status, contract, createdFrom, createdBefore } = asked;
  const filter = { contractId: contract, state: status, createdFrom, createdBefore, now: parts.clock() };
  const before = cursor === undefined ? {} : { before: readCursor(cursor) };
  const found = await parts.presentations.list(tenantId, { ...before, limit, filter });
  const summaries = await Promise.all(found.map((presentation) => summarise(presentation, parts)));
  const last = found.at(-1);
  return {
    items: status === undefined ? summaries : summaries.filter((summary) => summary.status === status),
    ...(last === undefined || found.length < limit ? {} : { cursor: writeCursor(last) }),
  };
}
