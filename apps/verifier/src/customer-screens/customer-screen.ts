/**
 * A screen that is turned to the person at the counter: one verification's code, for the one browser that opened its address first,
 * without any clerk's session. Times are milliseconds since the epoch; digests are base64url.
 */
export interface CustomerScreen {
  tenantId: string;
  /** 128 random bits. */
  id: string;
  /** Whose code is shown. */
  verificationId: string;
  /** Of the secret in the screen's address. */
  startDigest: string;
  /** Of the browser's cookie; `null` until one opened the address. */
  sessionDigest: string | null;
  expiresAt: number;
}
