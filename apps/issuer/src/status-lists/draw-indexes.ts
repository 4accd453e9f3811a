import { assertOurs, type RandomBytes } from '#primitives';

/** Different indexes of a list, each equally likely. @param count at most half of `size`: beyond it, most draws would be in vain */
export function drawIndexes(count: number, size: number, random: RandomBytes): number[] {
  assertOurs(count <= size / 2, 'a list has many more places than are drawn at once');
  const drawn = new Set<number>();
  while (drawn.size < count) {
    for (const index of drawBelow(size, count - drawn.size, random)) drawn.add(index);
  }
  return [...drawn];
}

/** Up to so many numbers from 0 to `end - 1`, each equally likely: what would make the first ones likelier is left out. */
export function drawBelow(end: number, count: number, random: RandomBytes): number[] {
  const most = Math.floor(2 ** 32 / end) * end;
  const bytes = random(4 * count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Array.from({ length: count }, (_unused, place) => view.getUint32(4 * place));
  return numbers.filter((number) => number < most).map((number) => number % end);
}
