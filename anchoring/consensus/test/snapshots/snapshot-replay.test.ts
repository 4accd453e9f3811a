import { beforeAll, describe, expect, it } from '@jest/globals';
import { executeBlock, executeGenesis, LedgerState } from '#anchoring/contract';
import { LogFrontier } from '#anchoring/log';
import { genesisDigest, ledgerAppHash } from '#ledger';
import { canonicalJson, encodeBase64url, encodeUtf8, sha256, type JsonValue } from '#primitives';
import { payloads, START } from '../../../contract/test/founded-cooperative.js';
import { apply } from '../../../contract/test/governed-ledger.js';
import { requireAttestedLog } from '../../src/snapshots/attested-log.js';
import { logChunkDigest } from '../../src/snapshots/chunk-digests.js';
import {
  CHUNK_BYTES,
  decodeRecords,
  encodeRecords,
  packRecords,
  packSubtrees,
} from '../../src/snapshots/chunk-records.js';
import { MAX_CHUNKS, readContents, type SnapshotContents } from '../../src/snapshots/snapshot-contents.js';
import { SnapshotReplay } from '../../src/snapshots/snapshot-replay.js';
import { genesis, signed } from '../founded-engine.js';

const HEIGHT = 3;
const coded = (code: string, why = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(why) as unknown }) as unknown as Error;
const entryOf = (...entry: JsonValue[]) => encodeUtf8(canonicalJson(entry));

let leaves: Uint8Array[];
let entries: Uint8Array[];
let appHash: Uint8Array;
let stateRoot: string;
beforeAll(async () => {
  const state = new LedgerState();
  const ledgerTransactions = [await signed('register_verifier', payloads.verifier)];
  const context = { height: HEIGHT, time: START, genesis: genesisDigest(genesis) };
  leaves = [
    ...executeGenesis(state, genesis).leaves,
    ...executeBlock(state, apply, { ledgerTransactions, context }).leaves,
  ];
  entries = [...state.entries()].sort().map(([key, value]) => entryOf(key, value));
  const frontier = new LogFrontier();
  for (const leaf of leaves) frontier.append(leaf);
  stateRoot = encodeBase64url(state.root());
  appHash = ledgerAppHash({ size: frontier.size, root: encodeBase64url(frontier.root()), stateRoot });
});

const chunkOf = (records: readonly Uint8Array[]) => {
  const bytes = encodeRecords(records);
  return { bytes, named: { count: records.length, digest: encodeBase64url(sha256(bytes)) } };
};
const logChunksOf = (log: readonly Uint8Array[]) =>
  [...packSubtrees(log, 0)].map((records) => ({
    bytes: encodeRecords(records),
    named: { count: records.length, digest: logChunkDigest(records) },
  }));
const contentsOf = (changes: Partial<SnapshotContents> = {}): SnapshotContents => ({
  ...{ genesis: genesisDigest(genesis), height: HEIGHT, actingFrom: 1, stateRoot },
  ...{ log: logChunksOf(leaves).map(({ named }) => named), state: [chunkOf(entries).named] },
  ...changes,
});

function replayOf({
  changes = {},
  log = leaves,
  state = entries,
}: { changes?: Partial<SnapshotContents>; log?: Uint8Array[]; state?: Uint8Array[] } = {}) {
  const logChunks = logChunksOf(log);
  const contents = contentsOf({ log: logChunks.map(({ named }) => named), ...changes });
  requireAttestedLog(contents, appHash);
  const replay = new SnapshotReplay(contents);
  for (const { bytes, named } of logChunks) replay.readLog(bytes, named);
  const stateChunk = chunkOf(state);
  replay.readState(stateChunk.bytes, stateChunk.named);
  return replay.close();
}

describe('what a snapshot comes to', () => {
  it('is where the replica stood', () => {
    expect(replayOf()).toMatchObject({ height: HEIGHT, time: START, frontier: { size: leaves.length } });
    expect(replayOf({ changes: { actingFrom: HEIGHT } }).validatorSets).toMatchObject([{ from: HEIGHT }]);
  });

  it.each<[what: string, given: () => Parameters<typeof replayOf>[0], code: string, why: string]>([
    ['a log of a later height', () => ({ changes: { height: HEIGHT - 1 } }), 'snapshot_differs', 'earlier height'],
    ['a log without its last end', () => ({ log: leaves.slice(0, -1) }), 'snapshot_differs', 'another app hash'],
    [
      "another state's root",
      () => ({ changes: { stateRoot: 'A'.repeat(43) } }),
      'snapshot_differs',
      'another app hash',
    ],
    ['a log without a leaf', () => ({ log: leaves.slice(1) }), 'snapshot_differs', 'another app hash'],
    ['an entry less', () => ({ state: entries.slice(1) }), 'snapshot_differs', 'are not its state'],
    ['an entry more', () => ({ state: [...entries, entryOf('zzz', 1)] }), 'snapshot_differs', 'are not its state'],
    ['an entry twice', () => ({ state: [...entries, ...entries.slice(0, 1)] }), 'malformed_snapshot', 'there twice'],
    [
      'an entry of three',
      () => ({ state: [...entries, entryOf('zzz', 1, 2)] }),
      'malformed_snapshot',
      'an entry is none',
    ],
    [
      'an entry of a key alone',
      () => ({ state: [...entries, entryOf('zzz')] }),
      'malformed_snapshot',
      'an entry is none',
    ],
    [
      'an entry of nothing',
      () => ({ state: [...entries, entryOf('zzz', null)] }),
      'malformed_snapshot',
      'an entry is none',
    ],
    [
      'an entry whose key is none',
      () => ({ state: [...entries, entryOf(1, 1)] }),
      'malformed_snapshot',
      'an entry is none',
    ],
    [
      'an entry that is no list',
      () => ({ state: [...entries, encodeUtf8('{"length":2}')] }),
      'malformed_snapshot',
      'an entry is none',
    ],
  ])('is nothing with %s', (_, given, code, why) => {
    expect(() => replayOf(given())).toThrow(coded(code, why));
  });

  it('is nothing where a chunk holds another number of records than its contents say, or is larger than any is made', () => {
    const { bytes, named } = chunkOf(entries);
    for (const count of [named.count - 1, named.count + 1]) {
      const replay = new SnapshotReplay(contentsOf());
      expect(() => replay.readState(bytes, { ...named, count })).toThrow(coded('malformed_snapshot', 'another number'));
    }
    const filler = (length: number) => chunkOf([entryOf('a', 1), new Uint8Array(length)]);
    const most = CHUNK_BYTES - filler(0).bytes.length;
    const read = (length: number) => () =>
      new SnapshotReplay(contentsOf()).readLog(filler(length).bytes, filler(length).named);
    expect(read(most + 1)).toThrow(coded('malformed_snapshot', 'too large'));
    expect(read(most)).toThrow(coded('malformed_log_leaf'));
  });
});

describe('a chunk', () => {
  it('is refused where a record is cut off, in its length or in its bytes', () => {
    const whole = encodeRecords([Uint8Array.of(1, 2, 3), new Uint8Array()]);
    expect(decodeRecords(whole)).toHaveLength(2);
    for (const length of [1, 3, 4, 6, 8, 10]) {
      expect(() => decodeRecords(whole.subarray(0, length))).toThrow(coded('malformed_chunk'));
    }
  });

  it('is as full as it may be, and holds a record that is larger than it alone', () => {
    const record = (length: number) => new Uint8Array(length);
    const packed = (lengths: readonly number[]) => [...packRecords(lengths.map(record), 20)].map((one) => one.length);
    expect(packed([])).toEqual([]);
    expect(packed([6, 6])).toEqual([2]);
    expect(packed([6, 7])).toEqual([1, 1]);
    expect(packed([30, 1, 30])).toEqual([1, 1, 1]);
  });
});

describe('what a snapshot says of itself', () => {
  const chunks = (count: number) => new Array(count).fill({ count: 1, digest: 'A'.repeat(43) }) as never;
  const read = (changes: Partial<SnapshotContents>) =>
    readContents(encodeUtf8(canonicalJson({ ...contentsOf(), ...changes } as unknown as JsonValue)));

  it('names as many chunks as there may be, and no more', () => {
    expect(read({ log: chunks(MAX_CHUNKS - 1), state: chunks(1) }).log).toHaveLength(MAX_CHUNKS - 1);
    expect(() => read({ log: chunks(MAX_CHUNKS - 1), state: chunks(2) })).toThrow(coded('snapshot_too_large'));
    expect(() => read({ log: [] })).toThrow(coded('malformed_snapshot'));
  });
});
