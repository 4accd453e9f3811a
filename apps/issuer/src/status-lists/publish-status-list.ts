import { outage, secondsOf, type Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { statusListDigest, STATUS_INVALID } from '#status-list';
import { createStatuses, createStatusListToken, setStatus } from '#status-list/server';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { AnchorStatusList } from './anchor-status-list.js';
import type { StatusList, StatusLists } from './status-lists.js';

const BITS = 1;

export interface PublishParts {
  statusLists: StatusLists;
  issuingKeys: IssuingKeys;
  anchor: AnchorStatusList;
  fetch: GuardedFetch;
  statusListTtlSeconds: number;
  clock: Clock;
}

/**
 * Signs a status list and hands it to the status provider; then anchors it, if a bit has changed since it was anchored. In this
 * order: a list older than its anchor is refused by verifiers, a newer one is pending.
 *
 * If we die here: the version was written before it was signed, so that the next run publishes and anchors the same bits under
 * the same version, which both sides take for a repeat.
 * @throws `status_list_not_taken` (outage), and what fetching and anchoring throw: all are tried again
 */
export async function publishStatusList(tenant: IssuingTenant, listId: string, parts: PublishParts): Promise<void> {
  const advanced = await parts.statusLists.advanceVersion(tenant.slug, listId);
  if (advanced === undefined) return;
  const { list, revoked } = advanced;
  const statuses = createStatuses(list.size, BITS);
  for (const idx of revoked) setStatus(statuses, BITS, idx, STATUS_INVALID);
  await putToken(tenant, list, statuses, parts);
  if (list.anchoredVersion >= list.version) return;
  const anchored = { uri: uriOf(tenant, list), version: list.version, bits: BITS, statuses } as const;
  const { uri, version } = anchored;
  const digest = statusListDigest({ issuer: tenant.did, ...anchored });
  await parts.anchor({ member: tenant.did, uri, version, digest });
  await parts.statusLists.noteAnchored(tenant.slug, listId, version);
}

async function putToken(
  tenant: IssuingTenant,
  list: StatusList,
  statuses: Uint8Array,
  parts: PublishParts,
): Promise<void> {
  const uri = uriOf(tenant, list);
  const issuedAt = secondsOf(parts.clock);
  const token = await createStatusListToken({
    uri,
    bits: BITS,
    statuses,
    issuedAt,
    // A verifier that knows `exp` only keeps the same bound as one that counts `ttl` from `iat`.
    expiresAt: issuedAt + parts.statusListTtlSeconds,
    ttl: parts.statusListTtlSeconds,
    version: list.version,
    ...(await parts.issuingKeys(tenant.did)),
  });
  const { status } = await parts.fetch(uri, {
    method: 'PUT',
    headers: { 'content-type': 'application/statuslist+jwt' },
    body: token,
  });
  // 409: what is there is as new as this, by another instance or in the same second.
  if (status !== 204 && status !== 409) {
    throw outage('status_list_not_taken', 'The status provider did not take the list.', {
      privateDetail: `${uri}: HTTP ${status}`,
    });
  }
}

function uriOf(tenant: IssuingTenant, list: StatusList): string {
  return `${tenant.statusListPrefix}${list.listId}`;
}
