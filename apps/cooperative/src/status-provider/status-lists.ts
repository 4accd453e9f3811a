export type StatusListFormat = 'jwt' | 'cwt';

/** A published status list token, as it was received. */
export interface PublishedStatusList {
  /** Its URL, the token's subject. */
  uri: string;
  format: StatusListFormat;
  /** DID of the issuing member. */
  issuer: string;
  version: number;
  /** Seconds since the epoch, as `iat`. */
  issuedAt: number;
  /** Seconds. */
  ttl: number;
  /** SHA-256 of the token, base64url: its entity tag. */
  digest: string;
  /** A JWT as it is, the octets of a CWT in base64url. */
  token: string;
}

/** The newest token of every list in each format. */
export interface StatusLists {
  /**
   * Keeps a token unless a newer one is there: a higher version, or the same version issued later. Durable when it returns.
   * @param overBefore seconds since the epoch: lists of the issuer that were over then are forgotten, and count no more
   * @returns `duplicate` for the very same token; `outdated` leaves what is there
   * @throws `too_many_status_lists` where the issuer has as many as it may
   */
  publish(list: PublishedStatusList, overBefore: number): Promise<'published' | 'duplicate' | 'outdated'>;
  find(uri: string, format: StatusListFormat): Promise<PublishedStatusList | undefined>;
  /** The URLs under a prefix, in no particular order. */
  under(prefix: string): Promise<string[]>;
}
