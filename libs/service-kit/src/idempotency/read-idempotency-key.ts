import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, refusal, type JsonValue } from '#primitives';

/** The key with which a request came, and what it was sent for. */
export interface IdempotencyKey {
  tenantId: string;
  key: string;
  digest: string;
}

/** A string of structured fields (RFC 8941 §3.3.3), as the draft wants it; without its quotation marks too, as most clients send it. */
const QUOTED = /^"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"$/;
const BARE = /^[A-Za-z0-9_.:-]{1,255}$/;

/**
 * Reads the `Idempotency-Key` header field (draft-ietf-httpapi-idempotency-key-header §2.1).
 * @param request.path without its query
 * @returns `undefined` where there is none: the request is then worked on as often as it comes
 * @throws `malformed_idempotency_key`
 */
export function readIdempotencyKey(
  header: string | string[] | undefined,
  tenantId: string,
  request: { method: string; path: string; body: unknown },
): IdempotencyKey | undefined {
  if (header === undefined) return undefined;
  const key = typeof header === 'string' ? (QUOTED.exec(header)?.[1] ?? BARE.exec(header)?.[0]) : undefined;
  if (key === undefined) {
    throw refusal(
      'malformed_idempotency_key',
      'An idempotency key is 1 to 255 printable characters, in quotation marks.',
    );
  }
  const { method, path, body } = request;
  const fingerprint = canonicalJson([method, path, (body ?? null) as JsonValue]);
  const digest = encodeBase64url(domainDigest('incola:idempotent-request:1', encodeUtf8(fingerprint)));
  return { tenantId, key, digest };
}
