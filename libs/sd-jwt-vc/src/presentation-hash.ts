import { encodeBase64url, encodeUtf8, sha256 } from '#primitives';

/**
 * The value of `sd_hash` (RFC 9901 §4.3.1): base64url SHA-256 over the issuer-signed JWT and the disclosures presented,
 * each followed by a tilde.
 * @param hashedText `keyBinding.hashedText` of a parsed presentation
 */
export function presentationHash(hashedText: string): string {
  return encodeBase64url(sha256(encodeUtf8(hashedText)));
}
