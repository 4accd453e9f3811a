/** Values that may be seen once: `jti`s of DPoP proofs and of what clients authenticate with, and used `c_nonce`s. */
export type OneTimeKind = 'dpop' | 'client' | 'nonce';

export interface OneTimeValue {
  kind: OneTimeKind;
  digest: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface OneTimeValues {
  /**
   * Remembers a value until it would be refused by its age anyway. Durable when the unit of work that it joins is.
   * @param kind keeps `jti`s and nonces apart
   * @param digest what of the value is stored, at most 64 characters
   * @param expiresAt milliseconds since the epoch
   * @returns false where it was seen before
   */
  remember(tenantId: string, kind: OneTimeKind, digest: string, expiresAt: number): Promise<boolean>;
  /** As {@link remember} for values of different kinds at once. @returns the kinds of those that were seen before */
  rememberAll(tenantId: string, values: readonly OneTimeValue[]): Promise<OneTimeKind[]>;
  /** Forgets what ended before `now`. */
  forgetExpired(now: number): Promise<void>;
}
