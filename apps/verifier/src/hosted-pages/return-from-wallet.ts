import { refusal } from '#primitives';
import type { HostedPage } from './hosted-page.js';
import type { HostedPageParts } from './create-hosted-page.js';
import { isSecret } from './page-secrets.js';

/**
 * Takes the response code with which the wallet led the browser back (OpenID4VP 1.0 §13.3). Only the session that asked gets here,
 * and only this shows it what was answered on its device. The same code again, in the same session, changes nothing.
 * @param page as its own session has it
 * @throws `response_code_differs`: another request's, an older one's, or none of ours
 */
export async function returnFromWallet(
  page: HostedPage,
  responseCode: string | undefined,
  { pages, database, clock }: Pick<HostedPageParts, 'pages' | 'database' | 'clock'>,
): Promise<void> {
  if (!isSecret('wallet-code', responseCode, page.walletCodeDigest)) {
    throw refusal('response_code_differs', 'The response code does not belong to this request.');
  }
  await database.tx(async () => {
    const { walletCodeDigest, presentationId, tenantId } = page;
    const as = { walletCodeDigest, presentationId, returnedAt: null };
    const isFirst = await pages.change(page, as, { returnedAt: clock() });
    // With a return URL the tenant still has to exchange a code of its own.
    if (isFirst && page.returnUrl === null) await pages.releasePresentation(tenantId, presentationId);
  });
}
