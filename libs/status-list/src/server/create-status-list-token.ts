import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { createJws, encodeBase64url, type Signer } from '#primitives';
import { STATUS_LIST_TYPE } from '../parse-status-list-token.js';
import type { StatusListSnapshot } from '../status-list.js';

const deflateAsync = promisify(deflate);

export interface StatusListTokenToCreate extends Omit<StatusListSnapshot, 'signerKeyDigest' | 'expiresAt' | 'ttl'> {
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Seconds, counted from `issuedAt`. */
  ttl: number;
  /** DER in Base 64, leaf first, without the root. */
  x5c: string[];
  signer: Pick<Signer, 'suite' | 'sign'>;
}

/**
 * Signs a status list token (Token Status List §5.1). Level 6: §4.1 recommends the highest level, which takes many times as
 * long for a few percent.
 */
export async function createStatusListToken(list: StatusListTokenToCreate): Promise<string> {
  const lst = encodeBase64url(await deflateAsync(list.statuses, { level: 6 }));
  return createJws(
    { typ: STATUS_LIST_TYPE, x5c: list.x5c },
    {
      sub: list.uri,
      iat: list.issuedAt,
      exp: list.expiresAt,
      ttl: list.ttl,
      status_list: { bits: list.bits, lst },
      incola_version: list.version,
    },
    list.signer,
  );
}
