import { decodeBase64, decodeBase64url, decodeHex, encodeBase64url, isCodedError } from '#primitives';

const LENGTH = 32;

/**
 * A SHA-256 digest as people meet it: hexadecimal (`sha256sum`), base64url (our ledger), or Base 64 (`sha256-…` of web pages).
 * @returns it in base64url, or `undefined` where the text is none
 */
export function readDigest(text: string): string | undefined {
  const bare = text.replace(/\s+/g, '').replace(/^(?:sha-?256[:=-]|0x)/i, '');
  try {
    const bytes = decode(bare);
    return bytes?.length === LENGTH ? encodeBase64url(bytes) : undefined;
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

function decode(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return decodeHex(text.toLowerCase());
  if (/^[A-Za-z0-9_-]{43}$/.test(text)) return decodeBase64url(text);
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? decodeBase64(text) : undefined;
}
