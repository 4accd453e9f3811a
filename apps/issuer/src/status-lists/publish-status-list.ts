import { outage, secondsOf, type Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { STATUS_INVALID, statusListDigest } from '#status-list';
import { compressStatuses, createStatusListToken } from '#status-list/server';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { AnchorStatusList } from './anchor-status-list.js';
import { placeDecoys, type DecoyParts } from './place-decoys.js';
import type { StatusBits, StatusBitsCache } from './status-bits.js';
import type { StatusList, StatusLists } from './status-lists.js';

export interface PublishParts extends DecoyParts {
  unitOfWork: UnitOfWork;
  statusLists: StatusLists;
  statusBits: StatusBitsCache;
  /** Has the list say from its next version on that these places are revoked. */
  flip(tenantId: string, listId: string, flips: readonly { idx: number; status: number }[]): Promise<unknown>;
  issuingKeys: IssuingKeys;
  anchor: AnchorStatusList;
  fetch: GuardedFetch;
  statusListTtlSeconds: number;
  clock: Clock;
}

/**
 * Signs a status list and hands it to the status provider; then anchors it, if a bit has changed since it was anchored. In this
 * order: a list older than its anchor is refused by verifiers, a newer one is pending. Statuses are compressed once a version.
 *
 * If we die here: the version was written before it was signed, so that the next run publishes and anchors the same bits under
 * the same version, which both sides take for a repeat.
 * @throws `status_list_not_taken` (outage), and what fetching and anchoring throw: all are tried again
 */
export async function publishStatusList(tenant: IssuingTenant, listId: string, parts: PublishParts): Promise<void> {
  const bits = await readBits(tenant.slug, listId, parts);
  if (bits === undefined) return;
  const { list, statuses } = bits;
  bits.compressed ??= await compressStatuses(statuses);
  await putToken(tenant, list, bits.compressed, parts);
  if (list.anchoredVersion >= list.version) return;
  const anchored = { uri: uriOf(tenant, list), version: list.version, bits: list.bits, statuses } as const;
  const { uri, version } = anchored;
  const digest = statusListDigest({ issuer: tenant.did, ...anchored });
  await parts.anchor({ member: tenant.did, uri, version, digest });
  await parts.statusLists.noteAnchored(tenant.slug, listId, version);
}

/** A list gets its first version, with its first decoys, when it is published first: whoever claims from it has not to wait. */
async function readBits(tenantId: string, listId: string, parts: PublishParts): Promise<StatusBits | undefined> {
  const bits = await parts.statusBits.read(tenantId, listId);
  if (bits === undefined || bits.list.version > 0) return bits;
  await parts.unitOfWork.tx(async () => {
    const all = await parts.statusLists.all(tenantId);
    const list = all.find((one) => one.listId === listId);
    // Another instance may have been here.
    if (list === undefined || list.version > 0) return;
    const decoys = await placeDecoys(list, 0, parts);
    await parts.flip(
      tenantId,
      listId,
      decoys.map((idx) => ({ idx, status: STATUS_INVALID })),
    );
  });
  return parts.statusBits.read(tenantId, listId);
}

async function putToken(
  tenant: IssuingTenant,
  list: StatusList,
  compressed: Uint8Array,
  parts: PublishParts,
): Promise<void> {
  const uri = uriOf(tenant, list);
  const issuedAt = secondsOf(parts.clock);
  const token = await createStatusListToken({
    ...{ uri, bits: list.bits, compressed, issuedAt },
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
