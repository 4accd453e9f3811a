import type { RandomBytes } from '#primitives';
import { drawBelow, drawIndexes } from './draw-indexes.js';
import type { StatusPlaces } from './status-batches.js';
import type { StatusList } from './status-lists.js';

/** A list is born with between a 1,024th and a 256th of its places revoked. */
const [LEAST_AT_BIRTH, MOST_AT_BIRTH] = [1 / 1024, 1 / 256];
/** A release has up to this many beside it, or twice as many as it has itself, if that is more, but never fills a list. */
const BESIDE_A_RELEASE = 64;
const MOST_OF_A_LIST = 1 / 4;

export interface DecoyParts {
  statusPlaces: Pick<StatusPlaces, 'claim'>;
  random: RandomBytes;
}

/**
 * Claims places that are nobody's and will be revoked like others, so that neither the number of revoked places nor that of a
 * release's tells how many persons it was (Token Status List §12.4, §12.5). Nothing marks them afterwards, not even to us.
 * @param genuine flips of the same release; 0 for a list that is born
 * @returns their indexes
 */
export async function placeDecoys(
  { tenantId, listId, size }: Pick<StatusList, 'tenantId' | 'listId' | 'size'>,
  genuine: number,
  { statusPlaces, random }: DecoyParts,
): Promise<number[]> {
  const [least, most] =
    genuine === 0
      ? [Math.ceil(size * LEAST_AT_BIRTH), Math.ceil(size * MOST_AT_BIRTH)]
      : [0, Math.min(Math.max(BESIDE_A_RELEASE, 2 * genuine), Math.floor(size * MOST_OF_A_LIST))];
  const count = least + (drawBelow(most - least + 1, 1, random)[0] ?? 0);
  return count === 0 ? [] : statusPlaces.claim(tenantId, listId, drawIndexes(count, size, random));
}
