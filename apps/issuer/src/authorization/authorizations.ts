/**
 * An authorization from the pushed request to the code (RFC 9126, RFC 6749 §4.1). Its lifecycle is `pushed` → `signed_in` →
 * `code_issued` → `redeemed`, or it ends in `denied`; whatever is not finished in time expires.
 */
export interface Authorization {
  tenantId: string;
  /** 256 random bits, base64url: the last part of `request_uri`, of which the digest is the key. */
  id: string;
  state: 'pushed' | 'code_issued' | 'redeemed' | 'denied';
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
  asked: { credentialConfigurationId: string; by: 'authorization_details' | 'scope' }[];
  /** From a credential offer (OpenID4VCI 1.0 §5.1.3). */
  issuerState: string | null;
  /** Who signed in, once he has. */
  subjectRecordId: string | null;
  codeDigest: string | null;
  /** Milliseconds since the epoch: of the request while `pushed`, of the code then. */
  expiresAt: number;
  createdAt: number;
}

/**
 * What the sign-in needs of an authorization; it ends by one of the two and answers with where the browser goes next, with
 * `code`, `state` and `iss`, or `error=access_denied` (RFC 6749 §4.1.2, RFC 9207).
 */
export interface AuthorizationEnd {
  /** @throws `authorization_unknown`, `authorization_expired`, `authorization_ended` */
  complete(tenantId: string, authorizationId: string, subjectRecordId: string): Promise<{ redirectTo: string }>;
  deny(tenantId: string, authorizationId: string): Promise<{ redirectTo: string }>;
}
