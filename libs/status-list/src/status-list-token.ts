import { refusal, type CodedError, type PublicJwk, type VerifySignature } from '#primitives';
import type { StatusListSnapshot } from './status-list.js';

/** A status list token in its shape (Token Status List §5); neither verified nor unpacked. */
export interface ParsedStatusListToken extends Omit<StatusListSnapshot, 'statuses' | 'signerKeyDigest'> {
  format: 'jwt' | 'cwt';
  /** ZLIB data. */
  compressed: Uint8Array;
  /** Where the issuer's other lists are named (§9.2). */
  aggregationUri: string | null;
  /** DER in Base 64, leaf first. */
  x5c: string[];
  isSignedBy(publicJwk: PublicJwk, verify: VerifySignature): Promise<boolean>;
}

/** The claims of §5.1 and §5.2 under one name, whatever they are called in the format. */
export interface StatusListClaims {
  sub: unknown;
  iat: unknown;
  exp: unknown;
  ttl: unknown;
  version: unknown;
  bits: unknown;
  aggregationUri: unknown;
}

/** @throws `malformed_status_list` */
export function readClaims(
  claims: StatusListClaims,
): Omit<ParsedStatusListToken, 'format' | 'compressed' | 'x5c' | 'isSignedBy'> {
  const { sub, iat, exp, ttl, version, bits, aggregationUri } = claims;
  if (typeof sub !== 'string' || !isTime(iat)) throw malformed('sub or iat');
  if (exp !== undefined && !isTime(exp)) throw malformed('exp');
  if (ttl !== undefined && !(isTime(ttl) && ttl > 0)) throw malformed('ttl');
  if (version !== undefined && !Number.isSafeInteger(version)) throw malformed('incola_version');
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) throw malformed('bits');
  if (aggregationUri !== undefined && typeof aggregationUri !== 'string') throw malformed('aggregation_uri');
  return {
    uri: sub,
    bits,
    issuedAt: iat,
    expiresAt: exp ?? null,
    ttl: ttl ?? null,
    version: (version as number | undefined) ?? 0,
    aggregationUri: aggregationUri ?? null,
  };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function malformed(privateDetail: string): CodedError {
  return refusal('malformed_status_list', 'The status list token is not well formed.', { privateDetail });
}
