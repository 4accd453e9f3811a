import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import type { StatusListSnapshot } from './status-list.js';

export const STATUS_LIST_DOMAIN = 'incola:status-list:1';

export type StatusListToDigest = Pick<StatusListSnapshot, 'uri' | 'version' | 'bits' | 'statuses'> & {
  /** DID of the issuing member. */
  issuer: string;
};

/**
 * What a status anchor holds (design §5):
 * SHA-256("incola:status-list:1" ‖ 0x00 ‖ SHA-256(JCS({bits, issuer, uri, version})) ‖ statuses), base64url.
 * Over the uncompressed bits, never the token: signatures and compression vary, what the list says does not.
 */
export function statusListDigest(list: StatusListToDigest): string {
  return encodeBase64url(domainDigest(STATUS_LIST_DOMAIN, statusListDigestHead(list), list.statuses));
}

/** The digest of what the statuses belong to. */
export function statusListDigestHead({ bits, issuer, uri, version }: StatusListToDigest): Uint8Array {
  return sha256(encodeUtf8(canonicalJson({ bits, issuer, uri, version })));
}
