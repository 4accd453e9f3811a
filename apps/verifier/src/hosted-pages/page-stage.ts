import { assertOurs } from '#primitives';
import type { Presentation } from '../presentation-requests/presentation.js';
import { isDecisionAnchored, summaryOf } from '../verifications/read-verification.js';
import { awaitsReturn, MAX_ATTEMPTS, type HostedPage } from './hosted-page.js';
import type { HostedPageParts } from './create-hosted-page.js';

/**
 * What the page tells its person. `return`: answered on this device, and the wallet has not led back yet; `answered`: the decision
 * waits for its anchor; `finished`: the tenant has fetched the result; `ended`: the page's time is over.
 */
export type PageStage =
  | 'waiting'
  | 'opened'
  | 'answered'
  | 'return'
  | 'verified'
  | 'not_verified'
  | 'refused'
  | 'expired'
  | 'finished'
  | 'ended';

/** The page as its session sees it now. */
export interface PageState {
  page: HostedPage;
  presentation: Presentation;
  stage: PageStage;
}

type StageParts = Pick<HostedPageParts, 'presentations' | 'receipts' | 'commitments' | 'anchors' | 'clock'>;

/** Reads where a page stands; the one place that says it, for the page itself, for its events and for its polling. */
export async function readPageState(page: HostedPage, parts: StageParts): Promise<PageState> {
  const presentation = await parts.presentations.find(page.tenantId, page.presentationId);
  assertOurs(presentation !== undefined, 'a page asks a presentation that is stored with it');
  return { page, presentation, stage: await stageOf(page, presentation, parts) };
}

/** As {@link readPageState}, for who has the presentation already. */
export async function stageOf(page: HostedPage, presentation: Presentation, parts: StageParts): Promise<PageStage> {
  const now = parts.clock();
  if (page.redeemedAt !== null) return 'finished';
  if (page.expiresAt <= now) return 'ended';
  // What is withheld from the tenant until a code is exchanged, the page's own session may see; that it may ask again, it says.
  const { status } = summaryOf({ ...presentation, codeAwaited: false, askableUntil: null }, now);
  switch (status) {
    case 'created':
      return 'waiting';
    case 'opened':
      return 'opened';
    case 'not_verified':
    case 'refused':
      return status;
    case 'expired':
    case 'cancelled':
      return 'expired';
    case 'presented':
    case 'verified':
    case 'redacted':
      if (awaitsReturn(page)) return 'return';
      return (await isDecisionAnchored(presentation, parts)) ? 'verified' : 'answered';
  }
}

const DECIDED: readonly PageStage[] = ['verified', 'not_verified', 'refused', 'expired'];
const RESTARTABLE: readonly PageStage[] = ['waiting', 'opened', 'return', 'not_verified', 'refused', 'expired'];

/** Whether the browser may be sent back to the tenant with a code for what came of it. */
export function mayLeave({ page, stage }: Pick<PageState, 'page' | 'stage'>): boolean {
  return page.returnUrl !== null && DECIDED.includes(stage);
}

export function mayStartAgain({ page, stage }: Pick<PageState, 'page' | 'stage'>): boolean {
  return RESTARTABLE.includes(stage) && page.attempts < MAX_ATTEMPTS && page.sealedWanted !== null;
}
