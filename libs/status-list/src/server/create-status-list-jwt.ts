import { createJws, encodeBase64url, type Signer } from '#primitives';
import { STATUS_LIST_TYPE } from '../parse-status-list-jwt.js';
import type { StatusListSnapshot } from '../status-list.js';

export interface StatusListTokenToCreate extends Omit<
  StatusListSnapshot,
  'signerKeyDigest' | 'expiresAt' | 'ttl' | 'statuses'
> {
  /** What `compressStatuses` made: the same for every token of a version. */
  compressed: Uint8Array;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Seconds, counted from `issuedAt`. */
  ttl: number;
  /** DER in Base 64, leaf first, without the root. */
  x5c: string[];
  /** Where the issuer's other lists are named (§9.2). */
  aggregationUri?: string;
  signer: Pick<Signer, 'suite' | 'sign'>;
}

/** Signs a status list token in JWT format (Token Status List §5.1). */
export async function createStatusListJwt(list: StatusListTokenToCreate): Promise<string> {
  return createJws(
    { typ: STATUS_LIST_TYPE, x5c: list.x5c },
    {
      sub: list.uri,
      iat: list.issuedAt,
      exp: list.expiresAt,
      ttl: list.ttl,
      status_list: {
        bits: list.bits,
        lst: encodeBase64url(list.compressed),
        ...(list.aggregationUri === undefined ? {} : { aggregation_uri: list.aggregationUri }),
      },
      incola_version: list.version,
    },
    list.signer,
  );
}
