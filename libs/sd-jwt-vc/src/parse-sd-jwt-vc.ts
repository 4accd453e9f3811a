import {
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  parseJson,
  parseJws,
  refusal,
  sha256,
  type JsonLimits,
} from '#primitives';
import type { Disclosure, ParsedSdJwtVc } from './sd-jwt-vc.js';

export interface SdJwtVcLimits extends JsonLimits {
  maxDisclosures: number;
}

/** A residency credential has some twenty disclosures and 8 KiB; the rest is room for other issuers' types. */
export const DEFAULT_SD_JWT_VC_LIMITS: SdJwtVcLimits = { maxLength: 64 * 1024, maxDepth: 16, maxDisclosures: 128 };

/**
 * Takes an SD-JWT VC or a presentation of one apart (RFC 9901 §4) and verifies nothing; `discloseClaims` comes next.
 * @throws `malformed_sd_jwt`, `too_many_disclosures`, `malformed_disclosure`, and the codes of `parseJws`
 */
export function parseSdJwtVc(compact: string, limits: SdJwtVcLimits = DEFAULT_SD_JWT_VC_LIMITS): ParsedSdJwtVc {
  if (compact.length > limits.maxLength) {
    throw refusal('malformed_sd_jwt', `The SD-JWT is longer than ${limits.maxLength} characters.`);
  }
  const [issuerSigned, ...rest] = compact.split('~');
  const last = rest.pop();
  if (!issuerSigned || last === undefined) {
    throw refusal('malformed_sd_jwt', 'The text is not an SD-JWT in compact serialization.');
  }
  if (rest.length > limits.maxDisclosures) {
    throw refusal('too_many_disclosures', `The SD-JWT has more than ${limits.maxDisclosures} disclosures.`);
  }
  const parsed: ParsedSdJwtVc = {
    compact,
    ...parseJws(issuerSigned, limits),
    disclosures: rest.map((encoded) => parseDisclosure(encoded, limits)),
  };
  if (last === '') return parsed;
  // What stands before the key binding JWT, its last tilde included (RFC 9901 §4.3.1).
  const hashedText = compact.slice(0, compact.length - last.length);
  return { ...parsed, keyBinding: { ...parseJws(last, limits), hashedText } };
}

/** RFC 9901 §4.2: `[salt, name, value]` or, for an array element, `[salt, value]`; the digest covers the encoded text. */
function parseDisclosure(encoded: string, limits: SdJwtVcLimits): Disclosure {
  const content = encoded === '' ? undefined : parseJson(decodeUtf8(decodeBase64url(encoded)), limits);
  if (!Array.isArray(content) || content.length < 2 || content.length > 3 || typeof content[0] !== 'string') {
    throw refusal('malformed_disclosure', 'A disclosure is not an array of salt, name and value, or salt and value.');
  }
  const digest = encodeBase64url(sha256(encodeUtf8(encoded)));
  const [salt, second, third] = content;
  if (content.length === 2) return { encoded, digest, salt, value: second };
  if (typeof second !== 'string') throw refusal('malformed_disclosure', 'A disclosed claim has no name.');
  return { encoded, digest, salt, name: second, value: third };
}
