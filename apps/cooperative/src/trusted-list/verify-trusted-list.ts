import { parseJws, refusal, secondsOf, verifyJws, type Clock, type VerifySignature } from '#primitives';
import { readCertificate } from '#trust';
import { TRUSTED_LIST_TYPE, trustedListShape, type TrustedList } from './trusted-list.js';

const LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 16 };
const CLOCK_SKEW_SECONDS = 60;

/**
 * Verifies a list of trusted entities with nothing but the trust file's roots.
 * @param trust.issuingRoots DER in Base 64
 * @throws `malformed_jws`, the JSON codes, `trusted_list_signer_unknown`, `trusted_list_signature`,
 *   `malformed_trusted_list`, `trusted_list_of_the_future`, `trusted_list_out_of_date`
 */
export async function verifyTrustedList(
  compact: string,
  trust: { issuingRoots: readonly string[]; verifySignature: VerifySignature; clock: Clock },
): Promise<TrustedList> {
  const jws = parseJws(compact, LIMITS);
  const chain: unknown = jws.header.x5c;
  // Byte for byte one of the roots: who else holds a certificate of that authority signs no list.
  const root = trust.issuingRoots.find((one) => Array.isArray(chain) && chain.length === 1 && chain[0] === one);
  if (root === undefined || jws.header.typ !== TRUSTED_LIST_TYPE) {
    throw refusal('trusted_list_signer_unknown', 'The list is not signed by an authority of the trust file.');
  }
  if (!(await verifyJws(jws, readCertificate(root).publicJwk, trust.verifySignature))) {
    throw refusal('trusted_list_signature', "The list's signature does not verify.");
  }
  const read = trustedListShape.safeParse(jws.payload);
  if (!read.success) throw refusal('malformed_trusted_list', 'The list has no valid shape.');
  const { ListIssueDateTime, NextUpdate } = read.data.LoTE.ListAndSchemeInformation;
  const now = secondsOf(trust.clock);
  if (Date.parse(ListIssueDateTime) / 1000 > now + CLOCK_SKEW_SECONDS) {
    throw refusal('trusted_list_of_the_future', 'The list was issued after now.');
  }
  if (Date.parse(NextUpdate) / 1000 < now - CLOCK_SKEW_SECONDS) {
    throw refusal('trusted_list_out_of_date', 'The list should have been replaced by a newer one.');
  }
  return read.data;
}
