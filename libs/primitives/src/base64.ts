import { readBase64, writeBase64, writeBase64url } from '#base64';
import { refusal } from './coded-error.js';

/** Base 64 of RFC 4648 §4, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return writeBase64(bytes);
}

/**
 * Strict: padding required, no white space, and unused bits zero, so that a byte string has one spelling only.
 * @throws `malformed_base64`
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || hasStrayBits(text.replace(/=+$/, ''))) {
    throw refusal('malformed_base64', 'The text is not Base 64.');
  }
  return readBase64(text);
}

/** Base 64 URL of RFC 4648 §5, without padding (RFC 7515 §2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return writeBase64url(bytes);
}

/** @throws `malformed_base64url`: padding, foreign characters, an impossible length, or unused bits that are not zero. */
export function decodeBase64url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || hasStrayBits(text)) {
    throw refusal('malformed_base64url', 'The text is not base64url.');
  }
  return readBase64(text);
}

/** Whether the last character says more than the last byte holds (RFC 4648 §3.5), or stands alone. */
function hasStrayBits(unpadded: string): boolean {
  switch (unpadded.length % 4) {
    case 0:
      return false;
    case 2:
      return !/[AQgw]$/.test(unpadded);
    case 3:
      return !/[AEIMQUYcgkosw048]$/.test(unpadded);
    default:
      return true;
  }
}
