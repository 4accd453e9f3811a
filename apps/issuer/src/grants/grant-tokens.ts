import { decodeBase64url, domainDigest, encodeBase64url, isCodedError, type RandomBytes } from '#primitives';

const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

const PURPOSES = { access: 'incola:access-token:1', refresh: 'incola:refresh-token:1' } as const;
type TokenKind = keyof typeof PURPOSES;

/** An opaque token: the grant that it belongs to, and a secret of which only the digest is stored. */
export function createToken(kind: TokenKind, grantId: string, random: RandomBytes): { text: string; digest: string } {
  const secret = random(32);
  return { text: `${grantId}.${encodeBase64url(secret)}`, digest: digestOf(kind, secret) };
}

/** @returns `undefined` for what can't be one of ours */
export function parseToken(kind: TokenKind, text: string): { grantId: string; digest: string } | undefined {
  const [, grantId, secret] = FORM.exec(text) ?? [];
  if (grantId === undefined || secret === undefined) return undefined;
  try {
    return { grantId, digest: digestOf(kind, decodeBase64url(secret)) };
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

/** The secret has 256 random bits: its plain digest can't be turned back by trying. */
function digestOf(kind: TokenKind, secret: Uint8Array): string {
  return encodeBase64url(domainDigest(PURPOSES[kind], secret));
}
