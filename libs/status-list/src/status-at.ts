import type { StatusListSnapshot } from './status-list.js';

/**
 * The status at an index (Token Status List §4.1: packed from the least significant bit).
 * @returns `undefined` out of range, where §8.3 has no statement made and the credential rejected
 */
export function statusAt(list: Pick<StatusListSnapshot, 'bits' | 'statuses'>, idx: number): number | undefined {
  if (!Number.isSafeInteger(idx) || idx < 0) return undefined;
  const perByte = 8 / list.bits;
  const byte = list.statuses[Math.floor(idx / perByte)];
  return byte === undefined ? undefined : (byte >> ((idx % perByte) * list.bits)) & (2 ** list.bits - 1);
}
