import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import type { StatusListSnapshot } from './status-list.js';

/**
 * What a status anchor holds (design §5):
 * SHA-256("incola:status-list:1" ‖ 0x00 ‖ SHA-256(JCS({bits, issuer, uri, version})) ‖ statuses), base64url.
 * Over the uncompressed bits, never the token: signatures and compression vary, what the list says does not.
 */
export function statusListDigest(
  list: Pick<StatusListSnapshot, 'uri' | 'version' | 'bits' | 'statuses'> & {
    /** DID of the issuing member. */
    issuer: string;
  },
): string {
  const { bits, issuer, uri, version } = list;
  const head = sha256(encodeUtf8(canonicalJson({ bits, issuer, uri, version })));
  return encodeBase64url(domainDigest('incola:status-list:1', head, list.statuses));
}
