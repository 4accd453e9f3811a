import { refusal } from '#primitives';
import type { HostedPageParts } from './create-hosted-page.js';
import { withQuery } from './page-places.js';
import { newSecret } from './page-secrets.js';
import { mayLeave, type PageState } from './page-stage.js';

/** A browser follows at once; a code that lay about for longer is worth nothing. */
export const RESULT_CODE_SECONDS = 300;

/**
 * Sends the browser back to the tenant with a fresh code for the result. Asked again before the tenant has exchanged the code, it
 * makes another, and the one before it is void.
 * @returns where to go
 * @throws `page_not_decided`
 */
export async function leavePage(
  state: PageState,
  { pages, clock, random }: Pick<HostedPageParts, 'pages' | 'clock' | 'random'>,
): Promise<string> {
  const { page } = state;
  const { returnUrl, presentationId } = page;
  if (returnUrl === null || !mayLeave(state)) throw notDecided();
  const code = newSecret('result-code', random);
  const left = await pages.change(
    page,
    { presentationId, redeemedAt: null },
    { resultCodeDigest: code.digest, resultCodeExpiresAt: clock() + RESULT_CODE_SECONDS * 1000 },
  );
  if (!left) throw notDecided();
  return withQuery(returnUrl, 'response_code', code.text);
}

function notDecided() {
  return refusal('page_not_decided', 'There is no result to go back with.');
}
