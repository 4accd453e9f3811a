import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merkleRoot } from '#ledger';
import { LogFrontier } from '#anchoring/log';
import { decodeBase64url } from '#primitives';
import { isChunk, logChunkDigest } from '../../src/snapshots/chunk-digests.js';
import { encodeRecords, packSubtrees } from '../../src/snapshots/chunk-records.js';

const CHUNK_BYTES = 200;
/** Also some that are larger than a chunk. */
const leavesOf = fc.array(
  fc.integer({ min: 0, max: 250 }).map((length) => new Uint8Array(length).fill(length)),
  { minLength: 1, maxLength: 80 },
);
const pack = (leaves: readonly Uint8Array[], start = 0) => [...packSubtrees(leaves.slice(start), start, CHUNK_BYTES)];
const sizeOf = (chunks: readonly Uint8Array[][]) => chunks.reduce((sum, chunk) => sum + encodeRecords(chunk).length, 0);

it('each chunk is a complete subtree of the log, and as large as it may be', () => {
  fc.assert(
    fc.property(leavesOf, (leaves) => {
      const frontier = new LogFrontier();
      for (const chunk of pack(leaves)) {
        if (chunk.length > 1) expect(encodeRecords(chunk).length).toBeLessThanOrEqual(CHUNK_BYTES);
        const start = frontier.size;
        const twice = leaves.slice(start, start + 2 * chunk.length);
        const isLargest =
          start % (2 * chunk.length) !== 0 ||
          twice.length < 2 * chunk.length ||
          encodeRecords(twice).length > CHUNK_BYTES;
        expect(isLargest).toBe(true);
        const digest = logChunkDigest(chunk);
        expect(isChunk('log', encodeRecords(chunk), digest)).toBe(true);
        frontier.appendSubtree(Math.log2(chunk.length), decodeBase64url(digest));
      }
      expect([frontier.size, frontier.root()]).toEqual([leaves.length, merkleRoot(leaves)]);
    }),
  );
});

it('a chunk from whose beginning more than a chunk follows stays what it is while the log grows', () => {
  fc.assert(
    fc.property(leavesOf, leavesOf, (leaves, more) => {
      const before = pack(leaves);
      let whole = before.length;
      while (whole > 0 && sizeOf(before.slice(whole - 1)) <= CHUNK_BYTES) whole--;
      const shared = before.slice(0, whole);
      const all = [...leaves, ...more];
      const start = shared.reduce((sum, { length }) => sum + length, 0);
      expect([...shared, ...pack(all, start)]).toEqual(pack(all));
    }),
  );
});

it('a subtree is appended in its place only', () => {
  const frontier = new LogFrontier();
  frontier.append(new Uint8Array());
  const refused = expect.objectContaining({ code: 'subtree_out_of_place' }) as unknown as Error;
  for (const level of [1, 5, 0.5, -1, Number.NaN]) {
    expect(() => frontier.appendSubtree(level, new Uint8Array(32))).toThrow(refused);
  }
  frontier.appendSubtree(0, new Uint8Array(32));
  frontier.appendSubtree(1, new Uint8Array(32));
  expect(frontier.size).toBe(4);
});
