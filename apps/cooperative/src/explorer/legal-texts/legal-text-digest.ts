import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, type Localised } from '#primitives';

/** SHA-256(`incola:legal-text:1` ‖ 0x00 ‖ JCS({"en", "fr"})), base64url (schemas/data-use-contracts/README.md). */
export function legalTextDigest({ en, fr }: Localised): string {
  return encodeBase64url(domainDigest('incola:legal-text:1', encodeUtf8(canonicalJson({ en, fr }))));
}
