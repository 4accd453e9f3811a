import { assertOurs, refusal } from '#primitives';
import type { HostedPage } from '../hosted-pages/hosted-page.js';
import type { HostedPages } from '../hosted-pages/hosted-pages.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';

/** What a tenant knows by one identifier: a request, or a page with the request that it asks now. */
export interface FoundVerification {
  presentation: Presentation;
  page: HostedPage | undefined;
}

export interface FindingParts {
  presentations: Pick<Presentations, 'find'>;
  pages: Pick<HostedPages, 'find'>;
}

/** @throws `unknown_verification`, also for another tenant's and for a single request of a page */
export async function requireVerification(
  tenantId: string,
  id: string,
  parts: FindingParts,
): Promise<FoundVerification> {
  const found = await findVerification(tenantId, id, parts);
  if (found === undefined) throw refusal('unknown_verification', 'There is no such verification.');
  return found;
}

/** @returns `undefined` also for a single request of a page */
export async function findVerification(
  tenantId: string,
  id: string,
  { presentations, pages }: FindingParts,
): Promise<FoundVerification | undefined> {
  const asked = await presentations.find(tenantId, id);
  if (asked !== undefined && asked.pageId === null) return { presentation: asked, page: undefined };
  const page = await pages.find(tenantId, id);
  if (page === undefined) return undefined;
  const presentation = await presentations.find(tenantId, page.presentationId);
  assertOurs(presentation !== undefined, 'a page asks a presentation that is stored with it');
  return { presentation, page };
}
