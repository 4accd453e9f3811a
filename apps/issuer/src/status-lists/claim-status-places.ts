import { encodeBase64url, outage, type Clock, type RandomBytes } from '#primitives';
import type { StatusPlace } from '../credential/issuances.js';
import { beginStatusList } from './begin-status-list.js';
import { drawIndexes } from './draw-indexes.js';
import { newestOf, type OpenStatusList, type OpenStatusLists } from './open-status-lists.js';
import type { StatusPlaces } from './status-batches.js';
import type { StatusList, StatusLists } from './status-lists.js';
import type { ClaimStatusPlaces, PlacesToClaim } from './status-places.js';

/** Rounds of drawing before a list counts as full: at half taken, not one batch of ten in a thousand needs more. */
const MAX_ROUNDS = 14;
/** Above it every second draw is in vain: the next list is begun. Half of a list of 2^20 bits costs 64 KiB, compressed nothing. */
const FULL_SHARE = 0.5;

export interface ClaimParts {
  statusLists: StatusLists;
  openLists: OpenStatusLists;
  statusPlaces: StatusPlaces;
  /** 2 for types whose credentials may be suspended. */
  bitsOf(tenantId: string, credentialTypeId: string): StatusList['bits'];
  /** Has a list published that was begun in the unit of work. */
  publishSoon(tenantId: string, listId: string): Promise<void>;
  statusListSize: number;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Draws indexes and claims them by inserting them: what the key of the places refuses, somebody had. One statement for the places
 * and one for whose they are, as long as the list is fairly empty.
 *
 * If we die here: before the commit nothing was claimed; after it the places are used, whether or not anything is signed for them.
 */
export function createStatusPlaceClaims(parts: ClaimParts): ClaimStatusPlaces {
  return async (asked) => {
    const bits = parts.bitsOf(asked.tenantId, asked.credentialTypeId);
    const known = parts.openLists.find(asked.tenantId, bits);
    let places = known === undefined ? undefined : await claimFrom(known, asked, parts);
    if (places === undefined) {
      parts.openLists.forget(asked.tenantId, bits);
      places = await claimElsewhere(asked, { bits, full: known?.list.listId }, parts);
    }
    await assign(asked, places, parts);
    return places;
  };
}

/** @returns `undefined` where the list is full; what was claimed of it meanwhile is nobody's */
async function claimFrom(
  open: OpenStatusList,
  asked: PlacesToClaim,
  { openLists, statusPlaces, random }: ClaimParts,
): Promise<StatusPlace[] | undefined> {
  const { tenantId, listId, size } = open.list;
  if (open.takenShare > FULL_SHARE) return undefined;
  const claimed: number[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const drawn = drawIndexes(asked.count - claimed.length, size, random);
    const free = await statusPlaces.claim(tenantId, listId, drawn);
    openLists.note(open, drawn.length, drawn.length - free.length);
    claimed.push(...free);
    if (claimed.length === asked.count) return claimed.map((idx) => ({ listId, idx }));
  }
  return undefined;
}

/** From the newest list in the database, unless it is the one that we know to be full; or from one that is begun here. */
async function claimElsewhere(
  asked: PlacesToClaim,
  { bits, full }: { bits: StatusList['bits']; full: string | undefined },
  parts: ClaimParts,
): Promise<StatusPlace[]> {
  const { tenantId } = asked;
  const lists = await parts.statusLists.all(tenantId);
  const newest = newestOf(lists, bits);
  if (newest !== undefined && newest.listId !== full) {
    const places = await claimFrom({ list: newest, takenShare: 0 }, asked, parts);
    if (places !== undefined) return places;
  }
  const begun = await beginStatusList(tenantId, bits, lists, parts);
  await parts.publishSoon(tenantId, begun.listId);
  const places = await claimFrom({ list: begun, takenShare: 0 }, asked, parts);
  if (places === undefined) throw outage('status_list_full', 'No place in a status list is free.');
  return places;
}

async function assign(
  asked: PlacesToClaim,
  places: StatusPlace[],
  { statusPlaces, random }: Pick<ClaimParts, 'statusPlaces' | 'random'>,
): Promise<void> {
  const { tenantId, subjectRecordId, grantId, credentialTypeId, expiresAt } = asked;
  await statusPlaces.assign({
    ...{ tenantId, subjectRecordId, grantId, credentialTypeId, expiresAt, places },
    id: encodeBase64url(random(16)),
    placeCount: places.length,
    ...{ state: 'valid', decidedAt: null, reason: null },
  });
}
