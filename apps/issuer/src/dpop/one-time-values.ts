/** Values that may be seen once: `jti`s of DPoP proofs and of what clients authenticate with, and used `c_nonce`s. */
export type OneTimeKind = 'dpop' | 'client' | 'nonce';

export interface OneTimeValues {
  /**
   * Remembers a value until it would be refused by its age anyway. Durable when the unit of work that it joins is.
   * @param kind keeps `jti`s and nonces apart
   * @param digest what of the value is stored, at most 64 characters
   * @param expiresAt milliseconds since the epoch
   * @returns false where it was seen before
   */
  remember(tenantId: string, kind: OneTimeKind, digest: string, expiresAt: number): Promise<boolean>;
  /** Forgets what ended before `now`. */
  forgetExpired(now: number): Promise<void>;
}
