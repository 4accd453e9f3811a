import type { JsonObject, ParsedJws, PublicJwk } from '#primitives';

/** First of every credential's contexts (VC Data Model 1.1 §4.1); its terms are not processed by JSON-LD rules (OpenID4VCI 1.0 A.1.1). */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/2018/credentials/v1';

export interface W3cCredentialToIssue {
  /** DID of the issuer. */
  issuer: string;
  /** The type beside `VerifiableCredential`. */
  type: string;
  /** Of `credentialSubject`; all of them are shown to everybody who is shown the credential. */
  claims: JsonObject;
  holderKey: PublicJwk;
  /** Token Status List §6. */
  status?: { idx: number; uri: string };
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/** A credential as JWT, taken apart; nothing in it has been verified. */
export type ParsedJwtVc = ParsedJws;

/** A presentation of one credential as JWT, taken apart; nothing in it has been verified. */
export interface ParsedJwtVp extends ParsedJws {
  credential: ParsedJwtVc;
}

/** What a credential as JWT says, read from claims and `vc` together (VC Data Model 1.1 §6.3.1). */
export interface W3cCredential {
  /** DID of the issuer. */
  issuer: string;
  /** DID of the subject, who holds it. */
  subject: string;
  /** The type beside `VerifiableCredential`. */
  type: string;
  /** The credential's properties, as a claims path pointer sees them (OpenID4VP 1.0 §B.1.2). */
  properties: JsonObject;
}
