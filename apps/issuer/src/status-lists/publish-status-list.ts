import { secondsOf, type Clock } from '#primitives';
import { STATUS_INVALID } from '#status-list';
import { compressStatuses, createStatusListCwt, createStatusListJwt, digestStatusList } from '#status-list/server';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { AnchorStatusList } from './anchor-status-list.js';
import { placeDecoys, type DecoyParts } from './place-decoys.js';
import type { StatusBits, StatusBitsCache } from './status-bits.js';
import type { HostStatusList } from './status-host.js';
import type { StatusList, StatusLists } from './status-lists.js';

export interface PublishParts extends DecoyParts {
  unitOfWork: UnitOfWork;
  statusLists: StatusLists;
  statusBits: StatusBitsCache;
  /** Has the list say from its next version on that these places are revoked. */
  flip(tenantId: string, listId: string, flips: readonly { idx: number; status: number }[]): Promise<unknown>;
  issuingKeys: IssuingKeys;
  anchor: AnchorStatusList;
  host: HostStatusList;
  statusListTtlSeconds: number;
  clock: Clock;
}

/**
 * Signs a status list in both formats and hands it to its host; then anchors it, if a bit has changed since it was anchored. In this
 * order: a list older than its anchor is refused by verifiers, a newer one is pending. Statuses are compressed once a version.
 *
 * If we die here: the version was written before it was signed, so that the next run publishes and anchors the same bits under
 * the same version, which both sides take for a repeat.
 * @throws what hosting and anchoring throw: outages, all of which are tried again
 */
export async function publishStatusList(tenant: IssuingTenant, listId: string, parts: PublishParts): Promise<void> {
  const bits = await readBits(tenant.slug, listId, parts);
  if (bits === undefined) return;
  const { list, statuses } = bits;
  bits.compressed ??= await compressStatuses(statuses);
  await host(tenant, list, bits.compressed, parts);
  if (list.anchoredVersion >= list.version) return;
  const anchored = { uri: uriOf(tenant, list), version: list.version, bits: list.bits, statuses } as const;
  const { uri, version } = anchored;
  const digest = await digestStatusList({ issuer: tenant.did, ...anchored });
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

async function host(
  tenant: IssuingTenant,
  list: StatusList,
  compressed: Uint8Array,
  parts: PublishParts,
): Promise<void> {
  const uri = uriOf(tenant, list);
  const [issuedAt, ttl] = [secondsOf(parts.clock), parts.statusListTtlSeconds];
  const toSign = {
    ...{ uri, bits: list.bits, compressed, issuedAt, ttl, version: list.version },
    // A verifier that knows `exp` only keeps the same bound as one that counts `ttl` from `iat`.
    expiresAt: issuedAt + ttl,
    aggregationUri: tenant.statusListPrefix.slice(0, -1),
    ...(await parts.issuingKeys(tenant.did)),
  };
  const [jwt, cwt] = [await createStatusListJwt(toSign), await createStatusListCwt(toSign)];
  const { tenantId, listId, version } = list;
  await parts.host({ tenantId, listId, uri, version, issuedAt, ttl, jwt, cwt });
}

function uriOf(tenant: IssuingTenant, list: StatusList): string {
  return `${tenant.statusListPrefix}${list.listId}`;
}
