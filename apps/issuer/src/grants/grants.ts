/**
 * What a wallet was granted, whichever way it came: by a pre-authorized code or by an authorization code. It holds the current
 * access and refresh token by digest, so that a token request and a credential request each read one row.
 */
export interface Grant {
  tenantId: string;
  /** 128 random bits, base64url; the first part of its tokens. */
  id: string;
  /** Each offer and each authorization becomes one grant at most. */
  origin: { kind: 'offer' | 'authorization'; id: string };
  subjectRecordId: string;
  /** `null` for anonymous access (OpenID4VCI 1.0 §6.1, `pre-authorized_grant_anonymous_access_supported`). */
  clientId: string | null;
  /** Which credentials may be asked for, by credential configuration. */
  authorized: GrantedCredential[];
  /** RFC 7638 thumbprint of the key that access and refresh token are bound to (RFC 9449 §5). */
  dpopKey: string;
  /** Thumbprint of the client instance's attested key, where the client authenticated by attestation. */
  attestationKey: string | null;
  /** `ended`: withdrawn, revoked, or its code was used twice (RFC 6749 §4.1.2). */
  state: 'active' | 'ended';
  accessTokenDigest: string;
  /** Milliseconds since the epoch. */
  accessTokenExpiresAt: number;
  refreshTokenDigest: string | null;
  refreshTokenExpiresAt: number | null;
  createdAt: number;
}

export interface GrantedCredential {
  credentialConfigurationId: string;
  /** `credential_identifiers` of the token response, where `authorization_details` were used (OpenID4VCI 1.0 §6.2). */
  credentialIdentifiers: string[] | null;
  /** Credentials issued in the window that is running, and when that window began (milliseconds since the epoch). */
  issuedInWindow: number;
  windowBeganAt: number;
}

/** A client that authenticates may come with another DPoP key (RFC 9449 §5). */
export type TokenRenewal = Pick<Grant, 'accessTokenDigest' | 'accessTokenExpiresAt' | 'dpopKey'>;

/** Grants whose time is over. */
export interface ExpiringGrants {
  /** Forgets those whose refresh token ended before `time`. */
  forgetExpired(time: number): Promise<void>;
}

/**
 * Durable when they return, or when the unit of work that they join is. A revocation or an erasure ends the grants of its
 * subject, too: that is the credential register's.
 */
export interface Grants {
  add(grant: Grant): Promise<void>;
  find(tenantId: string, id: string): Promise<Grant | undefined>;
  /** Puts a new access token in the place of the old one. @returns false where the grant has ended */
  renew(tenantId: string, id: string, renewal: TokenRenewal): Promise<boolean>;
  /** Ends the grant that came from an offer or an authorization. @returns its identifier; `undefined` where there is none */
  end(tenantId: string, origin: Grant['origin']): Promise<string | undefined>;
  /**
   * Writes how many credentials were issued under a grant.
   * @param grant as it was read
   * @returns false where it has ended, or something was issued under it since it was read
   */
  noteIssued(grant: Grant, authorized: GrantedCredential[]): Promise<boolean>;
}
