/**
 * An authorization from its request to the code (RFC 9126, RFC 6749 §4.1). Its lifecycle is `pushed` → `begun` (a browser came with
 * it) → `code_issued` → `redeemed`, or it ends in `denied`; whatever is not finished in time expires.
 */
export interface Authorization {
  tenantId: string;
  /** Digest of the 256 random bits in `request_uri`, which are stored nowhere. */
  id: string;
  state: 'pushed' | 'begun' | 'code_issued' | 'redeemed' | 'denied';
  clientId: string;
  redirectUri: string;
  /** `state` of OAuth, as sent; `null` where the client sent none. */
  stateParameter: string | null;
  /** PKCE, S256 (RFC 7636 §4.3). */
  codeChallenge: string;
  /** `dpop_jkt` (RFC 9449 §10), or the key of the DPoP proof at PAR. */
  dpopKey: string | null;
  attestationKey: string | null;
  /** What was asked for, by credential configuration, and whether by `authorization_details` or `scope`. */
  asked: AskedConfiguration[];
  /** The offer whose `issuer_state` came with the request (OpenID4VCI 1.0 §5.1.3). */
  offerId: string | null;
  /** Who signed in, once he has. */
  subjectRecordId: string | null;
  /** Milliseconds since the epoch: of the request while `pushed`, of the sign-in while `begun`, of the code then. */
  expiresAt: number;
  createdAt: number;
}

export interface AskedConfiguration {
  credentialConfigurationId: string;
  by: 'authorization_details' | 'scope';
}

export type AuthorizationChange = Partial<Pick<Authorization, 'state' | 'subjectRecordId' | 'expiresAt'>>;

/** Durable when they return, or when the unit of work that they join is. */
export interface Authorizations {
  add(authorization: Authorization): Promise<void>;
  find(tenantId: string, id: string): Promise<Authorization | undefined>;
  /** Changes one that is in the state `from`. @returns whether it was */
  change(tenantId: string, id: string, from: Authorization['state'], change: AuthorizationChange): Promise<boolean>;
  /** Forgets what expired before `time`. */
  forgetExpired(time: number): Promise<void>;
}

/**
 * What the sign-in needs of an authorization; it ends by one of the two and answers with where the browser goes next, with
 * `code`, `state` and `iss`, or `error=access_denied` (RFC 6749 §4.1.2, RFC 9207). The same call again answers the same.
 */
export interface AuthorizationEnd {
  /**
   * Somebody else than the one to whom the offer was made is sent back with `access_denied`.
   * @throws `authorization_unknown`, `authorization_expired`, `authorization_ended`
   */
  complete(tenantId: string, authorizationId: string, subjectRecordId: string): Promise<{ redirectTo: string }>;
  /** Whether `complete` would end it with a code: the person is known, and the offer that led here, if one did, was made to him. Joins a unit. */
  isFor(tenantId: string, authorizationId: string, subjectRecordId: string): Promise<boolean>;
  deny(tenantId: string, authorizationId: string): Promise<{ redirectTo: string }>;
}
