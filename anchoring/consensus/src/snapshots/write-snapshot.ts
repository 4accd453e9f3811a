import { canonicalJson, encodeUtf8, type JsonValue } from '#primitives';
import type { ApplicationPosition } from '../application/index.js';
import { logChunkDigest, stateChunkDigest } from './chunk-digests.js';
import { CHUNK_BYTES, encodeRecords, packRecords, packSubtrees } from './chunk-records.js';
import type { SnapshotChunk, SnapshotContents } from './snapshot-contents.js';
import type { SnapshotFolder, UnfinishedSnapshot } from './snapshot-folder.js';

/** A replica as it stood after one block, whatever is committed meanwhile. */
export interface ReplicaAtRest {
  position: ApplicationPosition;
  /** From this index on, in their order. */
  leaves(start: number): Iterable<Uint8Array>;
  /** In the order of the keys. */
  entries(): Iterable<readonly [key: string, value: JsonValue]>;
}

/**
 * Writes a snapshot of the replica, and removes all but the newest ones. Of the log, only what is younger than the snapshot
 * before is read and written. If we die here: the next start finds an unfinished folder, and removes it.
 * @param kept so many snapshots stay
 */
export function writeSnapshot(
  replica: ReplicaAtRest,
  folder: SnapshotFolder,
  kept: number,
  chunkBytes = CHUNK_BYTES,
): SnapshotContents {
  const { genesis, height, validatorSets, blockEnd } = replica.position;
  folder.tidy(kept);
  const unfinished = folder.begin(height);
  const shared = shareLog(folder, unfinished, { genesis, chunkBytes });
  const start = shared.reduce((sum, { count }) => sum + count, 0);
  const younger = packSubtrees(replica.leaves(start), start, chunkBytes);
  const log = [...shared, ...writeChunks(unfinished, younger, (leaves) => logChunkDigest(leaves))];
  const entries = packRecords(entryRecords(replica), chunkBytes);
  const state = writeChunks(unfinished, entries, (_, bytes) => stateChunkDigest(bytes));
  const actingFrom = validatorSets[0]?.from ?? 1;
  const contents = { genesis, height, actingFrom, stateRoot: blockEnd.stateRoot, log, state };
  unfinished.finish(contents);
  folder.tidy(kept);
  return contents;
}

/** The chunks of the newest snapshot's log that stay what they are: from whose beginning more than a chunk's length followed. */
function shareLog(
  folder: SnapshotFolder,
  unfinished: UnfinishedSnapshot,
  { genesis, chunkBytes }: { genesis: string; chunkBytes: number },
): SnapshotChunk[] {
  const [newest] = folder.heights();
  const before = newest === undefined ? undefined : folder.contents(newest);
  if (newest === undefined || before?.genesis !== genesis) return [];
  let whole = before.log.length;
  for (let following = 0; whole > 0; whole--) {
    following += folder.chunkSize(newest, whole - 1);
    if (following > chunkBytes) break;
  }
  const full = before.log.slice(0, whole);
  for (const _ of full) unfinished.share(newest);
  return full;
}

function writeChunks(
  unfinished: UnfinishedSnapshot,
  chunks: Iterable<Uint8Array[]>,
  digestOf: (records: readonly Uint8Array[], bytes: Uint8Array) => string,
): SnapshotChunk[] {
  const written: SnapshotChunk[] = [];
  for (const records of chunks) {
    const bytes = encodeRecords(records);
    unfinished.add(bytes);
    written.push({ count: records.length, digest: digestOf(records, bytes) });
  }
  return written;
}

function* entryRecords(replica: ReplicaAtRest): Generator<Uint8Array> {
  for (const [key, value] of replica.entries()) yield encodeUtf8(canonicalJson([key, value]));
}
