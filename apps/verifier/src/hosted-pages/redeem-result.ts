import { refusal } from '#primitives';

import type { HostedPageParts } from './create-hosted-page.js';
import { isSecret } from './page-secrets.js';

/**
 * Exchanges the code with which a browser came back for the result of its page (OpenID4VP 1.0 §13.3), once. From then on the
 * verification can be read like any other; if we die after the commit and the answer is lost, the tenant reads it there.
 * @throws `unknown_verification`, also for one without a page; `invalid_response_code` (wrong, of another page, expired or used
 * alike)
 */
export async function redeemResult(
  tenantId: string,
  pageId: string,
  responseCode: string,
  parts: HostedPageParts,
): Promise<void> {
  await parts.database.tx(async () => {
    const page = await parts.pages.find(tenantId, pageId);
    if (page === undefined) throw refusal('unknown_verification', 'There is no such verification.');
    const { resultCodeDigest, resultCodeExpiresAt, presentationId: asked } = page;
    const isInTime = (resultCodeExpiresAt ?? 0) > parts.clock();
    if (!isSecret('result-code', responseCode, resultCodeDigest) || !isInTime) throw invalidCode();
    const used = await parts.pages.change(
      page,
      { resultCodeDigest, presentationId: asked, redeemedAt: null },
      { redeemedAt: parts.clock() },
    );
    if (!used) throw invalidCode();
    await parts.pages.releasePresentation(tenantId, asked);
  });
}

function invalidCode(): Error {
  return refusal('invalid_response_code', 'The response code is not valid, or was used already.');
}
