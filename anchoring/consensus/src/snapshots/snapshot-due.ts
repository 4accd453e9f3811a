import type { ApplicationPosition } from '../application/index.js';

/**
 * Whether a snapshot follows this block: the first one with a content in each stretch of so many heights, and only while no
 * change of the validators is under way, so that the state alone says who acts. All nodes come to the same answer.
 * @param before the replica's position before the block
 * @param interval heights
 */
export function isSnapshotDue(before: ApplicationPosition, after: ApplicationPosition, interval: number): boolean {
  const hasContent = after.blockEnd.height === after.height;
  const isFirst = Math.floor(after.height / interval) > Math.floor(before.blockEnd.height / interval);
  return hasContent && isFirst && after.validatorSets.length === 1;
}
