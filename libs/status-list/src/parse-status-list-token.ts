import {
  decodeBase64url,
  isJsonObject,
  parseJws,
  refusal,
  type CodedError,
  type JsonObject,
  type ParsedJws,
} from '#primitives';
import type { StatusListSnapshot } from './status-list.js';

export const STATUS_LIST_TYPE = 'statuslist+jwt';

/** A list of 2^20 bits that changed everywhere does not compress: 128 KiB, and a third more in base64url, twice. */
const TOKEN_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 8 };

/** A status list token in its shape (Token Status List §5.1); neither verified nor unpacked. */
export interface ParsedStatusListToken extends Omit<StatusListSnapshot, 'statuses' | 'signerKeyDigest'> {
  /** ZLIB data. */
  compressed: Uint8Array;
  /** DER in Base 64, leaf first. */
  x5c: string[];
  jws: ParsedJws;
}

/** @throws `malformed_status_list`, `status_list_wrong_type`, and the codes of `parseJws` */
export function parseStatusListToken(jwt: string): ParsedStatusListToken {
  const jws = parseJws(jwt, TOKEN_LIMITS);
  if (jws.header.typ !== STATUS_LIST_TYPE) {
    throw refusal('status_list_wrong_type', 'The token is not a status list.');
  }
  const { sub, iat, exp, ttl, incola_version: version, status_list: list } = jws.payload;
  if (typeof sub !== 'string' || !isTime(iat)) throw malformed('sub or iat');
  if (exp !== undefined && !isTime(exp)) throw malformed('exp');
  if (ttl !== undefined && !(isTime(ttl) && ttl > 0)) throw malformed('ttl');
  if (version !== undefined && !Number.isSafeInteger(version)) throw malformed('incola_version');
  return {
    uri: sub,
    ...readList(list),
    issuedAt: iat,
    expiresAt: exp ?? null,
    ttl: ttl ?? null,
    version: (version as number | undefined) ?? 0,
    x5c: readX5c(jws.header),
    jws,
  };
}

function readList(list: unknown): Pick<ParsedStatusListToken, 'bits' | 'compressed'> {
  if (!isJsonObject(list) || typeof list.lst !== 'string') throw malformed('status_list');
  const { bits } = list;
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) throw malformed('bits');
  return { bits, compressed: decodeBase64url(list.lst) };
}

function readX5c({ x5c }: JsonObject): string[] {
  if (x5c === undefined) return [];
  if (!Array.isArray(x5c) || !x5c.every((certificate) => typeof certificate === 'string')) throw malformed('x5c');
  return x5c;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function malformed(privateDetail: string): CodedError {
  return refusal('malformed_status_list', 'The status list token is not well formed.', { privateDetail });
}
