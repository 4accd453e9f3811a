import { decodeBase64url, domainDigest, encodeBase64url, isCodedError, type RandomBytes } from '#primitives';
import { sameText } from '../offers/offer-codes.js';

const CODE_BYTES = 32;

/** A response code (OpenID4VP 1.0 §13.3): the text goes to the wallet once, the digest is kept. */
export function createResponseCode(random: RandomBytes): { text: string; digest: string } {
  const text = encodeBase64url(random(CODE_BYTES));
  return { text, digest: digestOf(text) };
}

/** Constant in time; false for whatever is no code of ours. */
export function isResponseCode(text: string | undefined, digest: string | null): boolean {
  if (text === undefined || digest === null || text.length > 64) return false;
  try {
    return sameText(digestOf(text), digest);
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return false;
    throw error;
  }
}

function digestOf(text: string): string {
  return encodeBase64url(domainDigest('incola:identity-response-code:1', decodeBase64url(text)));
}
