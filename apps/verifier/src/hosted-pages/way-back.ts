import type { Clock, RandomBytes } from '#primitives';
import type { AnswerWay } from '../presentation-responses/read-answer.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import type { HostedPages } from './hosted-pages.js';
import { pageUrl, withQuery } from './page-places.js';
import { newSecret } from './page-secrets.js';

/** How an answer gets back to the session that asked (OpenID4VP 1.0 §13.3). */
export interface WayBack {
  /** Where a wallet on the browser's own device leads it, with a fresh response code (§8.2); absent where the answer came in the session itself. */
  redirectUri?: string;
  /** Keeps the code's digest, or that nobody has to come back any more, in the unit that keeps the answer. */
  note(): Promise<void>;
}

export interface WayBackParts {
  publicUrl: string;
  pages: Pick<HostedPages, 'find' | 'change' | 'releasePresentation'>;
  clock: Clock;
  random: RandomBytes;
}

/**
 * The way back from the wallet, if the request was opened on the browser's device, or may be opened nowhere else. From a telephone
 * that read a QR code nobody is led anywhere: its browser has no session.
 */
export async function wayBackOf(
  { tenantId, id, pageId }: Pick<Presentation, 'tenantId' | 'id' | 'pageId'>,
  way: AnswerWay,
  { publicUrl, pages, clock, random }: WayBackParts,
): Promise<WayBack | undefined> {
  if (pageId === null) return undefined;
  const page = await pages.find(tenantId, pageId);
  if (page?.presentationId !== id) return undefined;
  if (way.kind === 'dc_api') {
    return {
      note: async () => {
        await pages.change(page, { presentationId: id }, { walletCodeDigest: null, returnedAt: clock() });
        // With a return URL the tenant still has to exchange a code of its own.
        if (page.returnUrl === null) await pages.releasePresentation(tenantId, id);
      },
    };
  }
  if (page.devices === 'any' && !way.isSameDevice) return undefined;
  const code = newSecret('wallet-code', random);
  return {
    redirectUri: withQuery(pageUrl(publicUrl, page, 'return'), 'response_code', code.text),
    note: async () => {
      await pages.change(page, { presentationId: id }, { walletCodeDigest: code.digest, returnedAt: null });
    },
  };
}
