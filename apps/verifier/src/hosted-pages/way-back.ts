import type { RandomBytes } from '#primitives';
import type { Presentation } from '../presentation-requests/presentation.js';
import type { HostedPages } from './hosted-pages.js';
import { pageUrl, withQuery } from './page-places.js';
import { newSecret } from './page-secrets.js';

/** Where a wallet on the browser's own device leads it after answering (OpenID4VP 1.0 §8.2). */
export interface WayBack {
  /** With a fresh response code in it. */
  redirectUri: string;
  /** Keeps the code's digest, in the unit that keeps the answer. */
  note(): Promise<void>;
}

export interface WayBackParts {
  publicUrl: string;
  pages: Pick<HostedPages, 'find' | 'change'>;
  random: RandomBytes;
}

/**
 * The way back from the wallet, if the request was opened on the browser's device, or may be opened nowhere else. From a telephone
 * that read a QR code nobody is led anywhere: its browser has no session.
 */
export async function wayBackOf(
  { tenantId, id, pageId }: Pick<Presentation, 'tenantId' | 'id' | 'pageId'>,
  isSameDevice: boolean,
  { publicUrl, pages, random }: WayBackParts,
): Promise<WayBack | undefined> {
  if (pageId === null) return undefined;
  const page = await pages.find(tenantId, pageId);
  if (page?.presentationId !== id || (page.devices === 'any' && !isSameDevice)) return undefined;
  const code = newSecret('wallet-code', random);
  return {
    redirectUri: withQuery(pageUrl(publicUrl, page, 'return'), 'response_code', code.text),
    note: async () => {
      await pages.change(page, { presentationId: id }, { walletCodeDigest: code.digest, returnedAt: null });
    },
  };
}
