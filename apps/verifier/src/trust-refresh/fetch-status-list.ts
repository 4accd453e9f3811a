import type { IssuerRecord, TrustFile } from '#ledger';
import { decodeUtf8, isCodedError, outage, refusal, secondsOf, type Clock, type VerifySignature } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { unzipAnswer } from '#service-kit/trusted-entities';
import { readStatusList, STATUS_LIST_JWT_MEDIA_TYPE, type StatusListSnapshot } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { isInTerm, validateChain } from '#trust';
import type { KnownStatusList } from '#verification';
import type { StatusListFetches } from './status-list-fetches.js';

export interface StatusListParts {
  trustFile: Pick<TrustFile, 'issuingRoots'>;
  fetch: GuardedFetch;
  verifySignature: VerifySignature;
  fetches: StatusListFetches;
  clock: Clock;
}

/**
 * Fetches one list of an accredited issuer and verifies it, unless it is the one that we hold. An answer older than what we hold changes nothing: the newest
 * seen counts (design §5).
 * @throws the codes of `readStatusList`; `status_list_untrusted`, `status_list_unavailable` (outage)
 */
export async function fetchStatusList(
  uri: string,
  issuer: IssuerRecord,
  known: KnownStatusList | undefined,
  parts: StatusListParts,
): Promise<KnownStatusList> {
  const etag = known && parts.fetches.etagOf(uri);
  const answer = await parts.fetch(uri, {
    headers: {
      ...{ accept: STATUS_LIST_JWT_MEDIA_TYPE, 'accept-encoding': 'gzip' },
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    },
  });
  if (known !== undefined && answer.status === 304) return known;
  if (answer.status !== 200) throw outage('status_list_unavailable', 'The status list cannot be fetched.');
  const now = secondsOf(parts.clock);
  const token = decodeUtf8(await unzipAnswer(answer));
  const snapshot = await readStatusList({
    token,
    uri,
    inflate: inflateWithZlib,
    verifySignature: parts.verifySignature,
    resolveSigner: async (x5c) => {
      const chain = await validateChain(x5c, parts.trustFile.issuingRoots, now, 'issuing', parts.verifySignature);
      if (chain.outcome === 'untrusted') throw refusal('status_list_untrusted', `Its signer: ${chain.code}.`);
      const { leaf } = chain;
      const isRegistered = issuer.keys.some((key) => key.digest === leaf.keyDigest && isInTerm(key, now));
      if (!isRegistered) throw refusal('status_list_untrusted', 'Its signer is not the issuer.');
      return { publicJwk: leaf.publicJwk, keyDigest: leaf.keyDigest };
    },
  });
  if (known !== undefined && isOlder(snapshot, known)) return known;
  parts.fetches.noteSuccess(uri, answer.headers.etag);
  const versionSeenAt = known?.version === snapshot.version ? known.versionSeenAt : now;
  return { ...snapshot, token, versionSeenAt: versionSeenAt ?? now };
}

/** The issuer whose prefix covers the address; none for one that leads out of its prefix again, as `…/../` does. */
export function issuerOfList(uri: string, issuers: readonly IssuerRecord[]): IssuerRecord | undefined {
  if (!URL.canParse(uri) || new URL(uri).href !== uri) return undefined;
  return issuers.find(({ statusListPrefix }) => uri.startsWith(statusListPrefix) && uri !== statusListPrefix);
}

/** As {@link fetchStatusList}; what cannot be fetched or trusted leaves what we hold, which ages by itself. */
export async function refreshStatusList(
  uri: string,
  issuers: readonly IssuerRecord[],
  known: KnownStatusList | undefined,
  parts: StatusListParts & { report: (code: string) => void },
): Promise<KnownStatusList | undefined> {
  const issuer = issuerOfList(uri, issuers);
  if (issuer === undefined) return undefined;
  if (!parts.fetches.isDue(uri, parts.clock())) return known;
  try {
    return await fetchStatusList(uri, issuer, known, parts);
  } catch (error) {
    parts.fetches.noteFailure(uri, parts.clock(), isCodedError(error) && error.fault === 'outage');
    parts.report(isCodedError(error) ? error.code : 'unexpected');
    return known;
  }
}

function isOlder(left: StatusListSnapshot, right: StatusListSnapshot): boolean {
  return left.version < right.version || (left.version === right.version && left.issuedAt < right.issuedAt);
}
