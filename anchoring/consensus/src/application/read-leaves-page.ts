import { encodeBase64url, refusal, type JsonValue } from '#primitives';
import type { LogStorage } from '#anchoring/log';

/** Leaves of one answer at most. */
export const MAX_LEAVES = 1000;
/** Bytes of one answer's leaves at most, but for a first one: the engine hands an answer on in Base 64, whole. */
const MAX_PAGE_BYTES = 2 * 1024 * 1024;
const LEAVES_AT_ONCE = 100;
const NATURAL = /^(?:0|[1-9][0-9]{0,15})$/;

/**
 * Leaves of the log from one on, as far as an answer reaches: at least one where there is any.
 * @param size of the log as the answer's height has it; what was appended meanwhile is left out
 * @throws `malformed_leaf_range`
 */
export async function readLeavesPage(
  [start, count]: readonly string[],
  size: number,
  storage: Pick<LogStorage, 'readLeaves'>,
): Promise<JsonValue> {
  const first = readNatural(start);
  const end = Math.min(size, first + Math.min(readNatural(count), MAX_LEAVES));
  const leaves: string[] = [];
  let bytes = 0;
  for (let next = first; next < end; next += LEAVES_AT_ONCE) {
    for (const leaf of await storage.readLeaves(next, Math.min(LEAVES_AT_ONCE, end - next))) {
      bytes += leaf.length;
      if (leaves.length > 0 && bytes > MAX_PAGE_BYTES) return { size, leaves };
      leaves.push(encodeBase64url(leaf));
    }
  }
  return { size, leaves };
}

function readNatural(text = ''): number {
  if (NATURAL.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw refusal('malformed_leaf_range', 'Leaves are asked for by the first one and their number.');
}
