import type { IssuerRecord, TrustFile } from '#ledger';
import { isCodedError, outage, refusal, secondsOf, type Clock, type VerifySignature } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { readStatusList, type StatusListSnapshot } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { isInTerm, validateChain } from '#trust';
import type { KnownStatusList } from '#verification';

export interface StatusListParts {
  trustFile: Pick<TrustFile, 'issuingRoots'>;
  fetch: GuardedFetch;
  verifySignature: VerifySignature;
  clock: Clock;
}

/**
 * Fetches one list of an accredited issuer and verifies it. An answer older than what we hold changes nothing: the newest
 * seen counts (design §5).
 * @throws the codes of `readStatusList`; `status_list_untrusted`, `status_list_unavailable` (outage)
 */
export async function fetchStatusList(
  uri: string,
  issuer: IssuerRecord,
  known: KnownStatusList | undefined,
  parts: StatusListParts,
): Promise<KnownStatusList> {
  const answer = await parts.fetch(uri, { headers: { accept: 'application/statuslist+jwt' } });
  if (answer.status !== 200) throw outage('status_list_unavailable', 'The status list cannot be fetched.');
  const now = secondsOf(parts.clock);
  const snapshot = await readStatusList({
    token: answer.text(),
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
  const versionSeenAt = known?.version === snapshot.version ? known.versionSeenAt : now;
  return { ...snapshot, versionSeenAt: versionSeenAt ?? now };
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
  try {
    return await fetchStatusList(uri, issuer, known, parts);
  } catch (error) {
    parts.report(isCodedError(error) ? error.code : 'unexpected');
    return known;
  }
}

function isOlder(left: StatusListSnapshot, right: StatusListSnapshot): boolean {
  return left.version < right.version || (left.version === right.version && left.issuedAt < right.issuedAt);
}
