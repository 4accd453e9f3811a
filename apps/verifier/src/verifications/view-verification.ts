import type { Caller } from '#service-kit/authentication';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import { stageOf } from '../hosted-pages/page-stage.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import { requireVerification, type FoundVerification } from './find-verification.js';
import { narrowView } from './narrow-view.js';
import { pageProgress, type PageProgress } from './page-progress.js';
import {
  isDecisionAnchored,
  readVerification,
  summaryOf,
  type VerificationSummary,
  type VerificationView,
} from './read-verification.js';

/** A verification as the API shows it, by reading, by events and for a response code alike. */
export interface ShownVerification extends VerificationView {
  /** Only where a hosted page asks. */
  page?: PageProgress;
}

type ViewingParts = Pick<
  HostedPageParts,
  'presentations' | 'pages' | 'evidence' | 'receipts' | 'commitments' | 'anchors' | 'vault' | 'clock'
>;

/** As far as the caller's scopes reach. @throws `unknown_verification` */
export async function viewVerification(
  { tenantId, scopes }: Pick<Caller, 'tenantId' | 'scopes'>,
  id: string,
  parts: ViewingParts,
): Promise<ShownVerification> {
  return narrowView(await showFound(await requireVerification(tenantId, id, parts), parts), scopes);
}

async function showFound({ presentation, page }: FoundVerification, parts: ViewingParts): Promise<ShownVerification> {
  const view = await readVerification(presentation, parts);
  if (page === undefined) return view;
  return { ...view, page: pageProgress({ page, stage: await stageOf(page, presentation, parts) }) };
}

/** As a list shows it: a decision that waits for its anchor is none yet. */
export async function summarise(presentation: Presentation, parts: ViewingParts): Promise<VerificationSummary> {
  const summary = summaryOf(presentation, parts.clock());
  if (summary.status !== 'verified' || (await isDecisionAnchored(presentation, parts))) return summary;
  return { ...summary, status: 'presented' };
}
