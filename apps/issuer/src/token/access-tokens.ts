import { decodeBase64url, domainDigest, encodeBase64url, isCodedError, type RandomBytes } from '#primitives';

const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** An opaque access token: the offer that it was given for, and a secret of which only the digest is stored. */
export function createAccessToken(offerId: string, random: RandomBytes): { text: string; digest: string } {
  const secret = random(32);
  return { text: `${offerId}.${encodeBase64url(secret)}`, digest: digestOf(secret) };
}

/** @returns `undefined` for what can't be one of ours */
export function parseAccessToken(text: string): { offerId: string; digest: string } | undefined {
  const [, offerId, secret] = FORM.exec(text) ?? [];
  if (offerId === undefined || secret === undefined) return undefined;
  try {
    return { offerId, digest: digestOf(decodeBase64url(secret)) };
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

/** The secret has 256 random bits: its plain digest can't be turned back by trying. */
function digestOf(secret: Uint8Array): string {
  return encodeBase64url(domainDigest('incola:access-token:1', secret));
}
