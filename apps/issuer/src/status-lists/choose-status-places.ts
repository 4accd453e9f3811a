import { outage, type RandomBytes } from '#primitives';
import type { StatusPlace } from '../credential/issuances.js';
import type { StatusList, StatusLists } from './status-lists.js';

/** Draws before a list counts as full: at three quarters taken, one in 2^13 tries of 32 finds none. */
const MAX_DRAWS = 64;
const MAX_LISTS = 10_000;

export interface PlaceParts {
  statusLists: StatusLists;
  statusListSize: number;
  random: RandomBytes;
}

/**
 * Random free places of the tenant's newest list, which the caller claims in the same unit of work (Token Status List §12.2:
 * random, so that neighbours tell nothing). Where they become rare, the next list is begun.
 */
export async function chooseStatusPlaces(tenantId: string, count: number, parts: PlaceParts): Promise<StatusPlace[]> {
  const lists = await parts.statusLists.all(tenantId);
  const newest = lists.at(-1) ?? (await beginStatusList(tenantId, 1, parts));
  const places = await drawPlaces(newest, count, parts);
  if (places !== undefined) return places;
  const next = await beginStatusList(tenantId, lists.length + 1, parts);
  const fresh = await drawPlaces(next, count, parts);
  if (fresh === undefined) throw outage('status_list_full', 'No place in a status list is free.');
  return fresh;
}

/** Adds an empty list, which the next round of publishing takes up. */
export async function beginStatusList(
  tenantId: string,
  number: number,
  parts: Pick<PlaceParts, 'statusLists' | 'statusListSize'>,
): Promise<StatusList> {
  if (number > MAX_LISTS) throw outage('status_list_full', 'The tenant has as many status lists as it may.');
  const list: StatusList = {
    tenantId,
    listId: String(number),
    size: parts.statusListSize,
    version: 1,
    anchoredVersion: 0,
    changes: 0,
    versionChanges: 0,
  };
  await parts.statusLists.add(list);
  return list;
}

async function drawPlaces(list: StatusList, count: number, parts: PlaceParts): Promise<StatusPlace[] | undefined> {
  const chosen = new Set<number>();
  for (let draws = 0; chosen.size < count; draws += count) {
    if (draws >= Math.max(MAX_DRAWS, 4 * count)) return undefined;
    const drawn = new Set<number>();
    while (drawn.size < count - chosen.size) drawn.add(drawIndex(list.size, parts.random));
    const taken = await parts.statusLists.taken(list.tenantId, list.listId, [...drawn]);
    for (const idx of drawn) if (!taken.has(idx)) chosen.add(idx);
  }
  return [...chosen].map((idx) => ({ listId: list.listId, idx }));
}

/** Each index equally likely. */
function drawIndex(size: number, random: RandomBytes): number {
  const most = Math.floor(2 ** 32 / size) * size;
  for (;;) {
    const bytes = random(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < most) return drawn % size;
  }
}
