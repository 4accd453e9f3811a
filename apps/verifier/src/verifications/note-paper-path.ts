import { refusal } from '#primitives';
import type { PresentationStatus } from '../presentation-requests/presentation.js';
import type { EndingParts } from './end-presentations.js';
import { requireVerification } from './find-verification.js';
import { summaryOf } from './read-verification.js';

/** Whoever could not show it, or would not, may show a paper: every end but a confirmation has that way. */
const WITH_PAPER_PATH: readonly PresentationStatus[] = ['not_verified', 'refused', 'expired', 'cancelled'];

/** @param status as it is shown: what is withheld, or may still be answered, is not over */
export function hasPaperPath({ status }: { status: PresentationStatus }): boolean {
  return WITH_PAPER_PATH.includes(status);
}

/**
 * Notes that the person showed a paper instead, and when; which one, and what it says, is nowhere. Durable on return. The decision stays
 * what it is; the same again changes nothing.
 * @throws `unknown_verification`, `no_paper_path`
 */
export async function notePaperPath(
  tenantId: string,
  id: string,
  parts: Pick<EndingParts, 'presentations' | 'pages' | 'endings' | 'clock'>,
): Promise<void> {
  const { presentation } = await requireVerification(tenantId, id, parts);
  const now = parts.clock();
  if (!hasPaperPath(summaryOf(presentation, now))) throw noPaperPath();
  if (presentation.paperPathAt !== null) return;
  if (await parts.endings.notePaperPath(tenantId, presentation.id, now)) return;
  // Noted by somebody else meanwhile, or asked again by its page.
  if ((await requireVerification(tenantId, id, parts)).presentation.paperPathAt === null) throw noPaperPath();
}

function noPaperPath(): Error {
  return refusal('no_paper_path', 'Only what was not confirmed has the way of paper.');
}
