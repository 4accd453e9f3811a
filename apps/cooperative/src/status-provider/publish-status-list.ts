import type { IssuerRecord, MemberRecord } from '#ledger';
import { refusal, secondsOf, type Clock, type VerifySignature } from '#primitives';
import type { HostedTokens } from '#status-list/server';
import type { LedgerRecords } from '../ledger/ledger-records.js';
import { checkStatusListToken } from './check-status-list-token.js';
import type { StatusLists } from './status-lists.js';

/** Issuers looked at for one publication; far above any cooperative's number. */
const MAX_ISSUERS = 1000;
/** A list that was not renewed for so long after its `ttl` has no credential left that is not over. */
const OVER_SECONDS = 15 * 86_400;

export interface StatusProviderParts {
  records: LedgerRecords;
  statusLists: StatusLists;
  hosted: HostedTokens;
  issuingRoots: readonly string[];
  clock: Clock;
  verifySignature: VerifySignature;
}

/** @throws the codes of {@link checkStatusListToken}, `status_list_outdated`, `too_many_status_lists` */
export async function publishStatusList(
  uri: string,
  token: string | Uint8Array,
  parts: StatusProviderParts,
): Promise<void> {
  const { issuingRoots, verifySignature } = parts;
  const issuers = await issuersCovering(uri, parts.records);
  const now = secondsOf(parts.clock);
  const list = await checkStatusListToken(token, { uri, issuingRoots, issuers, now, verifySignature });
  const outcome = await parts.statusLists.publish(list, now - OVER_SECONDS);
  parts.hosted.forget(uri);
  if (outcome === 'outdated') {
    throw refusal('status_list_outdated', 'A newer version of this list is published already.');
  }
}

async function issuersCovering(
  uri: string,
  records: LedgerRecords,
): Promise<{ issuer: IssuerRecord; member: MemberRecord | undefined }[]> {
  const all = await records.listRecords('issuer', { limit: MAX_ISSUERS });
  const covering = all.map(({ record }) => record).filter(({ statusListPrefix }) => uri.startsWith(statusListPrefix));
  return Promise.all(
    covering.map(async (issuer) => ({ issuer, member: await records.readRecord('member', issuer.member) })),
  );
}
