import { assertOurs } from '#primitives';
import type { StatusListSnapshot } from '../status-list.js';

/** An array of `size` statuses, all valid (Token Status List §4.1). */
export function createStatuses(size: number, bits: StatusListSnapshot['bits']): Uint8Array {
  return new Uint8Array(Math.ceil((size * bits) / 8));
}

/** Writes one status in place. */
export function setStatus(statuses: Uint8Array, bits: StatusListSnapshot['bits'], idx: number, status: number): void {
  const perByte = 8 / bits;
  const place = Math.floor(idx / perByte);
  assertOurs(idx >= 0 && place < statuses.length && status >= 0 && status < 2 ** bits, 'a status outside its list');
  const shift = (idx % perByte) * bits;
  const mask = (2 ** bits - 1) << shift;
  statuses[place] = ((statuses[place] as number) & ~mask) | (status << shift);
}
