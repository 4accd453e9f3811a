import { canonicalJson, encodeBase64url, encodeUtf8, sha256, type JsonValue } from '#primitives';
import type { ApplicationPosition } from '../application/index.js';
import { CHUNK_BYTES, encodeRecords, packRecords } from './chunk-records.js';
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
  const { genesis, height, validatorSets } = replica.position;
  folder.tidy(kept);
  const unfinished = folder.begin(height);
  const shared = shareLog(folder, unfinished, genesis);
  const start = shared.reduce((sum, { count }) => sum + count, 0);
  const log = [...shared, ...writeChunks(unfinished, replica.leaves(start), chunkBytes)];
  const state = writeChunks(unfinished, entryRecords(replica), chunkBytes);
  const contents = { genesis, height, actingFrom: validatorSets[0]?.from ?? 1, log, state };
  unfinished.finish(contents);
  folder.tidy(kept);
  return contents;
}

/** The full chunks of the newest snapshot's log: all but its last one, which has grown since. */
function shareLog(folder: SnapshotFolder, unfinished: UnfinishedSnapshot, genesis: string): SnapshotChunk[] {
  const [newest] = folder.heights();
  const before = newest === undefined ? undefined : folder.contents(newest);
  if (newest === undefined || before?.genesis !== genesis) return [];
  const full = before.log.slice(0, -1);
  for (const _ of full) unfinished.share(newest);
  return full;
}

function writeChunks(
  unfinished: UnfinishedSnapshot,
  records: Iterable<Uint8Array>,
  chunkBytes: number,
): SnapshotChunk[] {
  const chunks: SnapshotChunk[] = [];
  for (const packed of packRecords(records, chunkBytes)) {
    const bytes = encodeRecords(packed);
    unfinished.add(bytes);
    chunks.push({ count: packed.length, digest: encodeBase64url(sha256(bytes)) });
  }
  return chunks;
}

function* entryRecords(replica: ReplicaAtRest): Generator<Uint8Array> {
  for (const [key, value] of replica.entries()) yield encodeUtf8(canonicalJson([key, value]));
}
