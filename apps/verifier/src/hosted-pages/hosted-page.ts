/**
 * A page of ours on which one person answers one question of the tenant's, in one browser. It may ask several times (each a
 * presentation of its own), until something was answered or its time is over. Times are milliseconds since the epoch; digests
 * are base64url, of secrets that stand nowhere with us.
 */
export interface HostedPage {
  tenantId: string;
  /** 128 random bits. */
  id: string;
  /** The request that is asked now. */
  presentationId: string;
  /** How often was asked. */
  attempts: number;
  /** What to ask again; sealed under a key of the page's own, `null` once the page has ended. */
  sealedWanted: string | null;
  /** Where the browser is sent in the end. */
  returnUrl: string | null;
  devices: PageDevices;
  /** Of the secret in the page's address. */
  startDigest: string;
  /** Of the browser's cookie; `null` until a browser opened the address. */
  sessionDigest: string | null;
  /** Of the response code that the wallet got (OpenID4VP 1.0 §8.2); `null` where it answered from another device, or not yet. */
  walletCodeDigest: string | null;
  /** When the wallet's response code came back in the session that asked. */
  returnedAt: number | null;
  /** Of the code with which the browser was sent to `returnUrl`. */
  resultCodeDigest: string | null;
  resultCodeExpiresAt: number | null;
  /** When the tenant exchanged that code for the result. */
  redeemedAt: number | null;
  createdAt: number;
  expiresAt: number;
}

/** `same`: only a wallet on the device of the browser, because nothing else stops a relayed request (OpenID4VP 1.0 §13.3). */
export type PageDevices = 'any' | 'same';

export const MAX_ATTEMPTS = 10;

/** Whether the outcome waits for the wallet to lead the browser back with its response code. */
export function awaitsReturn(page: Pick<HostedPage, 'devices' | 'walletCodeDigest' | 'returnedAt'>): boolean {
  return page.returnedAt === null && (page.devices === 'same' || page.walletCodeDigest !== null);
}
