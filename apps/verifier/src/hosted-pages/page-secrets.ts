import { decodeBase64url, domainDigest, encodeBase64url, encodeUtf8, equalBytes, type RandomBytes } from '#primitives';

const SECRET_BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/**
 * What a secret is for; one that is known for one purpose is worth nothing for another. The last two are a customer screen's: of its
 * address, and of the browser that opened it.
 */
export type SecretPurpose = 'start' | 'session' | 'wallet-code' | 'result-code' | 'screen-start' | 'screen-session';

/** A new secret of 256 random bits: the text goes out once, the digest is kept. */
export function newSecret(purpose: SecretPurpose, random: RandomBytes): { text: string; digest: string } {
  const text = encodeBase64url(random(SECRET_BYTES));
  return { text, digest: digestOf(purpose, text) };
}

/** Constant in time; false for whatever is no secret of ours. */
export function isSecret(purpose: SecretPurpose, text: string | undefined, digest: string | null): boolean {
  if (digest === null || text === undefined || !FORM.test(text)) return false;
  try {
    return equalBytes(encodeUtf8(digestOf(purpose, text)), encodeUtf8(digest));
  } catch {
    // Stray bits in the last character.
    return false;
  }
}

function digestOf(purpose: SecretPurpose, text: string): string {
  return encodeBase64url(domainDigest(`incola:hosted-page-${purpose}:1`, decodeBase64url(text)));
}
