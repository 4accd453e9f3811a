import { refusal, type PublicJwk, type VerifySignature } from '#primitives';
import { parseStatusListToken } from './parse-status-list-token.js';
import type { Inflate, StatusListSnapshot } from './status-list.js';

/** The most that a list may unpack to: 2^24 statuses of one bit. */
const MAX_STATUSES_LENGTH = 2 * 1024 * 1024;

export interface StatusListSigner {
  publicJwk: PublicJwk;
  /** SHA-256 of the leaf's SubjectPublicKeyInfo, base64url. */
  keyDigest: string;
}

export interface StatusListToRead {
  /** A JWT, or the octets of a CWT. */
  token: string | Uint8Array;
  /** The address in the credential's `status`, which `sub` must equal. */
  uri: string;
  inflate: Inflate;
  /** Follows `x5c` to a trusted root. @throws where it ends nowhere */
  resolveSigner(x5c: readonly string[]): StatusListSigner | Promise<StatusListSigner>;
  verifySignature: VerifySignature;
  /** Bytes; default 2 MiB. */
  maxLength?: number;
}

/**
 * Verifies a status list token and unpacks it (Token Status List §8.3 step 3 to 5). Freshness is decided at each use, by
 * `isStatusListFresh`.
 * @throws `status_list_other_uri`, `status_list_bad_signature`, `status_list_corrupt`, the codes of `parseStatusListToken`,
 *   and what `resolveSigner` throws
 */
export async function readStatusList(toRead: StatusListToRead): Promise<StatusListSnapshot> {
  const token = parseStatusListToken(toRead.token);
  const { uri, bits, issuedAt, expiresAt, ttl, version, x5c } = token;
  if (uri !== toRead.uri) throw refusal('status_list_other_uri', 'The token is of another status list.');
  const signer = await toRead.resolveSigner(x5c);
  if (!(await token.isSignedBy(signer.publicJwk, toRead.verifySignature))) {
    throw refusal('status_list_bad_signature', 'The status list token is not signed by its issuer.');
  }
  const read = { uri, bits, issuedAt, expiresAt, ttl, version, signerKeyDigest: signer.keyDigest };
  const { compressed, revokedIdentifiers } = token;
  if (revokedIdentifiers !== undefined) return { ...read, statuses: compressed, revokedIdentifiers };
  return { ...read, statuses: await unpack(compressed, toRead) };
}

async function unpack(compressed: Uint8Array, { inflate, maxLength }: StatusListToRead): Promise<Uint8Array> {
  try {
    return await inflate(compressed, maxLength ?? MAX_STATUSES_LENGTH);
  } catch (cause) {
    throw refusal('status_list_corrupt', 'The status list cannot be unpacked.', { cause });
  }
}
