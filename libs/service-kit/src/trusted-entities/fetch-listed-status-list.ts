import { decodeUtf8, outage, refusal, secondsOf, type Clock, type VerifySignature } from '#primitives';
import type { GuardedFetch } from '../fetch/index.js';
import { IDENTIFIER_LIST_CWT_MEDIA_TYPE, readStatusList, STATUS_LIST_CWT_MEDIA_TYPE, STATUS_LIST_JWT_MEDIA_TYPE } from '#status-list'; // prettier-ignore
import { inflateWithZlib } from '#status-list/server';
import { validateChain } from '#trust';
import type { KnownStatusList } from '#verification';
import { unzipAnswer } from './unzip-answer.js';

/** As the format of the credential that names the list has it (Token Status List §8.1). */
export type StatusEncoding = 'jwt' | 'cwt';

export interface ListedStatusParts {
  fetch: GuardedFetch;
  /** DER in Base 64: of all entities of all lists; which of them may speak of a credential, a check says. */
  anchors: readonly string[];
  verifySignature: VerifySignature;
  clock: Clock;
}

const ACCEPTED: Record<StatusEncoding, string> = {
  jwt: STATUS_LIST_JWT_MEDIA_TYPE,
  cwt: `${STATUS_LIST_CWT_MEDIA_TYPE}, ${IDENTIFIER_LIST_CWT_MEDIA_TYPE}`,
};

/**
 * Fetches a status list, or an identifier list of mdocs, of an issuer that is no member, and verifies it up to an anchor of the
 * lists. The way out is the guarded one: https, no private address, limits on time and size.
 * @throws the codes of `GuardedFetch` and `readStatusList`; `status_list_untrusted`, `status_list_unavailable` (outage)
 */
export async function fetchListedStatusList(
  uri: string,
  encoding: StatusEncoding,
  { fetch, anchors, verifySignature, clock }: ListedStatusParts,
): Promise<KnownStatusList> {
  const answer = await fetch(uri, { headers: { accept: ACCEPTED[encoding], 'accept-encoding': 'gzip' } });
  if (answer.status !== 200) throw outage('status_list_unavailable', 'The status list cannot be fetched.');
  const bytes = await unzipAnswer(answer);
  const token = encoding === 'jwt' ? decodeUtf8(bytes) : bytes;
  const now = secondsOf(clock);
  let signerX5c: readonly string[] = [];
  const snapshot = await readStatusList({
    ...{ token, uri, verifySignature },
    inflate: inflateWithZlib,
    resolveSigner: async (x5c) => {
      const chain = await validateChain(x5c, anchors, now, 'listed_status_signer', verifySignature);
      if (chain.outcome === 'untrusted') throw refusal('status_list_untrusted', `Its signer: ${chain.code}.`);
      signerX5c = x5c;
      return { publicJwk: chain.leaf.publicJwk, keyDigest: chain.leaf.keyDigest };
    },
  });
  return { ...snapshot, signerX5c, token, versionSeenAt: now };
}
