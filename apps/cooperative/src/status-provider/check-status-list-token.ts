import type { IssuerRecord, MemberRecord } from '#ledger';
import { encodeBase64url, encodeUtf8, refusal, sha256, type VerifySignature } from '#primitives';
import { parseStatusListToken } from '#status-list';
import { isInTerm, validateChain } from '#trust';
import type { PublishedStatusList } from './status-lists.js';

const CLOCK_SKEW_SECONDS = 60;
const MAX_TTL_SECONDS = 14 * 86_400;

export interface StatusListCheck {
  /** The URL under which it is to be published. */
  uri: string;
  issuingRoots: readonly string[];
  /** Accredited issuers whose `statusListPrefix` covers the URL, with their members. */
  issuers: readonly { issuer: IssuerRecord; member: MemberRecord | undefined }[];
  /** Seconds since the epoch. */
  now: number;
  verifySignature: VerifySignature;
}

/**
 * The token is its own authentication (Token Status List §5, §11.3): its leaf key must be registered for the active member
 * whose prefix covers the URL.
 * @throws `malformed_status_list`, `status_list_wrong_type`, `status_list_subject`, `status_list_time`,
 *   `status_list_untrusted`, `status_list_signature`, and the codes of `parseStatusListToken`
 */
export async function checkStatusListToken(
  token: string | Uint8Array,
  check: StatusListCheck,
): Promise<PublishedStatusList> {
  const parsed = parseStatusListToken(token);
  const { uri, issuedAt, expiresAt, ttl, version, x5c } = parsed;
  if (ttl === null || ttl > MAX_TTL_SECONDS || version < 1 || !Number.isInteger(issuedAt)) {
    throw refusal('malformed_status_list', 'A published list has a ttl of at most 14 days and an incola_version.');
  }
  if (uri !== check.uri) throw refusal('status_list_subject', 'The token names another URL than this one.');
  if (issuedAt > check.now + CLOCK_SKEW_SECONDS || (expiresAt !== null && expiresAt <= check.now)) {
    throw refusal('status_list_time', 'The token is from the future or has expired.');
  }
  const chain = await validateChain(x5c, check.issuingRoots, check.now, 'issuing', check.verifySignature);
  if (chain.outcome !== 'trusted') throw untrusted(chain.code);
  const accredited = check.issuers.find(
    ({ issuer, member }) =>
      issuer.status === 'active' &&
      member?.status === 'active' &&
      issuer.keys.some((key) => key.digest === chain.leaf.keyDigest && isInTerm(key, check.now)),
  );
  if (!accredited) throw untrusted('leaf key not registered for an issuer of this prefix');
  if (!(await parsed.isSignedBy(chain.leaf.publicJwk, check.verifySignature))) {
    throw refusal('status_list_signature', "The signature is not the registered key's.");
  }
  const octets = typeof token === 'string' ? encodeUtf8(token) : token;
  return {
    ...{ uri, format: parsed.format, issuer: accredited.issuer.member, version, issuedAt, ttl },
    digest: encodeBase64url(sha256(octets)),
    token: typeof token === 'string' ? token : encodeBase64url(token),
  };
}

function untrusted(privateDetail: string): Error {
  return refusal('status_list_untrusted', 'No accredited issuer of this address signed the token.', { privateDetail });
}
