import { decodeBase64url, domainDigest, encodeBase64url, type Domain, type RandomBytes } from '#primitives';

const ID_BYTES = 12;
const SECRET_BYTES = 32;
const FORM = /^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/;

/** A token that we hand out once and can't tell again: an identifier to find its row by, and a secret kept as digest only. */
export interface OpaqueToken {
  id: string;
  /** `<prefix><id>.<secret>`: what its holder sends. */
  text: string;
  /** Base64url. The secret has 256 random bits, so that a plain digest can't be turned back by trying. */
  digest: string;
}

export function createOpaqueToken(prefix: string, domain: Domain, random: RandomBytes): OpaqueToken {
  const id = encodeBase64url(random(ID_BYTES));
  const secret = random(SECRET_BYTES);
  return { id, text: `${prefix}${id}.${encodeBase64url(secret)}`, digest: digestOf(secret, domain) };
}

/** @returns undefined for anything that {@link createOpaqueToken} can't have made */
export function parseOpaqueToken(
  text: string,
  prefix: string,
  domain: Domain,
): { id: string; digest: string } | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const [, id, secret] = FORM.exec(text.slice(prefix.length)) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  try {
    return { id, digest: digestOf(decodeBase64url(secret), domain) };
  } catch {
    // Stray bits in the last character: not one of ours.
    return undefined;
  }
}

function digestOf(secret: Uint8Array, domain: Domain): string {
  return encodeBase64url(domainDigest(domain, secret));
}
