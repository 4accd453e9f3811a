import type { JsonObject, PublicJwk, RandomBytes, Signer } from '#primitives';

/** Where a credential's status stands: Token Status List §6.1 `status_list`. */
export interface StatusReference {
  idx: number;
  uri: string;
}

export interface SdJwtVcToIssue {
  /** `iss`: the credential issuer identifier, an https address. */
  issuer?: string;
  vct: string;
  /** Integrity metadata of the type's published metadata (SD-JWT VC §5). */
  vctIntegrity?: string;
  /** Claims to disclose selectively; an object claim is disclosed recursively (RFC 9901 §4.2.6). */
  claims: JsonObject;
  holderKey: PublicJwk;
  status?: StatusReference;
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
  /** DER in Base 64, leaf first, without the root. */
  x5c: string[];
}

export interface IssuingTools {
  signer: Pick<Signer, 'suite' | 'sign'>;
  random: RandomBytes;
}

/** One disclosure of an SD-JWT (RFC 9901 §4.2), decoded. */
export interface Disclosure {
  encoded: string;
  /** base64url SHA-256 of the encoded form. */
  digest: string;
  salt: string;
  /** Absent for an array element. */
  name?: string;
  value: unknown;
}

/** An SD-JWT VC taken apart; nothing in it has been verified. */
export interface ParsedSdJwtVc {
  compact: string;
  header: JsonObject;
  payload: JsonObject;
  /** The issuer-signed JWT with its signing input and signature. */
  signingInput: Uint8Array;
  signature: Uint8Array;
  disclosures: Disclosure[];
  /** Present in a presentation: the key binding JWT and the text that `sd_hash` covers. */
  keyBinding?: {
    header: JsonObject;
    payload: JsonObject;
    signingInput: Uint8Array;
    signature: Uint8Array;
    hashedText: string;
  };
}

/** The processed payload (RFC 9901 §7.1): digests replaced by what is disclosed, `_sd` and `_sd_alg` gone. */
export interface DisclosedClaims {
  claims: JsonObject;
  /** Paths of what came from disclosures. */
  disclosedPaths: string[][];
}

export interface PresentationToCreate {
  compact: string;
  /** Paths to disclose, parents included by the call. */
  disclose: string[][];
  keyBinding: {
    audience: string;
    presentationNonce: string;
    /** Seconds since the epoch. */
    issuedAt: number;
    signer: Pick<Signer, 'suite' | 'sign'>;
    transactionDataHashes?: string[];
  };
}
