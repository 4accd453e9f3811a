import { z } from 'zod';
import {
  canonicalJson,
  decodeUtf8,
  encodeUtf8,
  isCodedError,
  parseJson,
  refusal,
  sha256,
  type JsonValue,
} from '#primitives';

/** Of the chunks' bytes and of what they hold; another one is not read. */
export const SNAPSHOT_FORMAT = 2;
/** Chunks of 2 MiB: 32 GiB, which is the largest ledger that is snapshotted. */
export const MAX_CHUNKS = 16_384;
/** CometBFT sends 4 MB of metadata at most. */
const MAX_CONTENTS_BYTES = 2 * 1024 * 1024;

/** One chunk: how many records it holds, and by which digest it is known (`chunk-digests.ts`), base64url. */
export interface SnapshotChunk {
  count: number;
  digest: string;
}

/**
 * What a snapshot holds. Every node that makes one at this height makes the same, byte by byte, so that its chunks may come from
 * any of them. The log's chunks are first: leaves in their order, each chunk a complete subtree of the log; then those of the state:
 * `[key, value]` in the order of keys.
 */
export interface SnapshotContents {
  /** `genesisDigest` of the ledger. */
  genesis: string;
  height: number;
  /** From which height on the validators act that the state names. No hash commits to it, and no vote depends on it. */
  actingFrom: number;
  /** Root of the state tree, base64url. */
  stateRoot: string;
  log: SnapshotChunk[];
  state: SnapshotChunk[];
}

/** As the engine passes it on. */
export interface Snapshot {
  height: number;
  format: number;
  chunks: number;
  /** Of the metadata, which name all chunks: 32 bytes. */
  hash: Uint8Array;
  /** The contents' canonical JSON. */
  metadata: Uint8Array;
}

const natural = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const chunks = z
  .array(z.strictObject({ count: natural.min(1), digest }))
  .min(1)
  .max(MAX_CHUNKS);
const contentsShape = z.strictObject({
  genesis: digest,
  height: natural.min(1),
  actingFrom: natural.min(1),
  stateRoot: digest,
  log: chunks,
  state: chunks,
}) satisfies z.ZodType<SnapshotContents>;

export function describeSnapshot(contents: SnapshotContents): Snapshot {
  const metadata = encodeUtf8(canonicalJson(contents as unknown as JsonValue));
  const { height, log, state } = contents;
  return { height, format: SNAPSHOT_FORMAT, chunks: log.length + state.length, hash: sha256(metadata), metadata };
}

/** Reads what somebody offers. @throws `snapshot_too_large`, `malformed_snapshot` */
export function readContents(metadata: Uint8Array): SnapshotContents {
  if (metadata.length > MAX_CONTENTS_BYTES) throw refusal('snapshot_too_large', 'The snapshot has too many chunks.');
  try {
    const contents = contentsShape.parse(
      parseJson(decodeUtf8(metadata), { maxLength: MAX_CONTENTS_BYTES, maxDepth: 4 }),
    );
    if (contents.log.length + contents.state.length <= MAX_CHUNKS) return contents;
  } catch (cause) {
    if (isCodedError(cause) && cause.fault !== 'refusal') throw cause;
    throw refusal('malformed_snapshot', "The snapshot's metadata can't be read.", { cause });
  }
  throw refusal('snapshot_too_large', 'The snapshot has too many chunks.');
}
