import { decodeBase64url, isJsonObject, parseJws, refusal, verifyJws, type JsonObject } from '#primitives';
import { malformed, readClaims, type ParsedStatusListToken } from './status-list-token.js';

export const STATUS_LIST_TYPE = 'statuslist+jwt';
export const STATUS_LIST_JWT_MEDIA_TYPE = `application/${STATUS_LIST_TYPE}`;

/** A list of 2^23 bits that changed everywhere does not compress: 1 MiB, and a third more in base64url, twice. */
const TOKEN_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 8 };

/**
 * Takes a status list token in JWT format apart (Token Status List §5.1).
 * @throws `malformed_status_list`, `status_list_wrong_type`, and the codes of `parseJws`
 */
export function parseStatusListJwt(jwt: string): ParsedStatusListToken {
  const jws = parseJws(jwt, TOKEN_LIMITS);
  if (jws.header.typ !== STATUS_LIST_TYPE) {
    throw refusal('status_list_wrong_type', 'The token is not a status list.');
  }
  const { sub, iat, exp, ttl, incola_version: version, status_list: list } = jws.payload;
  if (!isJsonObject(list) || typeof list.lst !== 'string') throw malformed('status_list');
  return {
    format: 'jwt',
    ...readClaims({ sub, iat, exp, ttl, version, bits: list.bits, aggregationUri: list.aggregation_uri }),
    compressed: decodeBase64url(list.lst),
    x5c: readX5c(jws.header),
    isSignedBy: (publicJwk, verify) => verifyJws(jws, publicJwk, verify),
  };
}

function readX5c({ x5c }: JsonObject): string[] {
  if (x5c === undefined) return [];
  if (!Array.isArray(x5c) || !x5c.every((certificate) => typeof certificate === 'string')) throw malformed('x5c');
  return x5c;
}
