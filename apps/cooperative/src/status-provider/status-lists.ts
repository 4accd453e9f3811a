/** A published status list token, as it was received. */
export interface PublishedStatusList {
  /** Its URL, the token's `sub`. */
  uri: string;
  /** DID of the issuing member. */
  issuer: string;
  version: number;
  /** Seconds since the epoch, as `iat`. */
  issuedAt: number;
  /** Seconds. */
  ttl: number;
  /** SHA-256 of the token, base64url: its entity tag. */
  digest: string;
  token: string;
}

/** The newest token of every list. */
export interface StatusLists {
  /**
   * Keeps a list unless a newer one is there: a higher version, or the same version issued later. Durable when it returns.
   * @returns `duplicate` for the very same token; `outdated` leaves what is there
   * @throws `too_many_status_lists` where the issuer has as many as it may
   */
  publish(list: PublishedStatusList): Promise<'published' | 'duplicate' | 'outdated'>;
  find(uri: string): Promise<PublishedStatusList | undefined>;
}
