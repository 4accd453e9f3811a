import { refusal } from '#primitives';
import type { AskingMember } from '../organisations/asking-member.js';
import { preparePresentation } from '../presentation-requests/ask-presentation.js';
import { closeUnanswered } from '../verifications/end-presentations.js';
import { openWanted, type HostedPageParts } from './create-hosted-page.js';
import { MAX_ATTEMPTS, type HostedPage } from './hosted-page.js';
import { mayStartAgain, readPageState } from './page-stage.js';

/** A page that asks anew has forgotten every code of the request before. */
const NO_CODES = { walletCodeDigest: null, returnedAt: null, resultCodeDigest: null, resultCodeExpiresAt: null };

/**
 * Asks the page's question again in the same session, by a request of its own; the one before is ended. If we die before the commit, the earlier request goes on.
 * @param attempt the one that the person saw: a double click, or a page that moved on meanwhile, changes nothing
 * @throws `not_restartable` and the codes of `preparePresentation`
 */
export async function startAgain(
  member: AskingMember,
  page: HostedPage,
  attempt: number,
  parts: HostedPageParts,
): Promise<void> {
  if (page.attempts !== attempt) return;
  const wanted = mayStartAgain(await readPageState(page, parts)) ? await openWanted(page, parts) : undefined;
  if (wanted === undefined) throw notRestartable();
  const { tenantId, id: pageId, returnUrl, devices, presentationId } = page;
  const codeAwaited = returnUrl !== null || devices === 'same';
  const askableUntil = attempt + 1 < MAX_ATTEMPTS ? page.expiresAt : null;
  const next = await preparePresentation(member, wanted, parts, { pageId, codeAwaited, askableUntil });
  await parts.database.tx(async () => {
    const now = await parts.pages.find(tenantId, pageId);
    if (now?.attempts !== attempt) return;
    const { presentation, ...state } = await readPageState(now, parts);
    // It may have been answered while the new request was made.
    if (!mayStartAgain(state)) throw notRestartable();
    await closeUnanswered(presentation, 'cancelled', parts);
    await parts.presentations.replace(tenantId, presentationId);
    const expiresAt = Math.min(next.expiresAt, page.expiresAt);
    // The verification is the same, and keeps its place in the tenant's list and what a clerk noted of it.
    await parts.presentations.insert({
      ...next,
      createdAt: page.createdAt,
      expiresAt,
      paperPathAt: presentation.paperPathAt,
    });
    await parts.pages.change(now, {}, { presentationId: next.id, attempts: now.attempts + 1, ...NO_CODES });
  });
}

function notRestartable() {
  return refusal('not_restartable', 'This page can’t ask again.');
}
