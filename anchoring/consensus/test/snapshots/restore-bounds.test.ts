import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Snapshot, SnapshotContents } from '#anchoring/consensus';
import { blockEndLeaf } from '#ledger';
import { decodeRecords, encodeRecords } from '../../src/snapshots/chunk-records.js';
import { describeSnapshot } from '../../src/snapshots/snapshot-contents.js';
import { SnapshotRestore } from '../../src/snapshots/snapshot-restore.js';
import { STATE_ALLOWANCE, type StateAllowance } from '../../src/snapshots/state-allowance.js';
import { freshFile } from '../founded-engine.js';
import { type LivedNode } from '../lived-node.js';
import { openReceiver, takeLived, type Receiver } from './snapshot-giver.js';

let lived: LivedNode;
let snapshot: Snapshot;
let chunks: Uint8Array[];
let appHash: Uint8Array;
let logChunks: number;
beforeAll(async () => {
  ({ lived, snapshot, chunks, appHash, logChunks } = await takeLived());
});
afterAll(() => lived.close());

const receivers: Receiver[] = [];
afterEach(() => {
  for (const { store } of receivers.splice(0)) store.close();
});
const receive = async (file: string): Promise<Receiver> => {
  const receiver = await openReceiver(file);
  receivers.push(receiver);
  return receiver;
};

describe('what a lying peer can make a joining node store', () => {
  it("is nothing of other leaves than the ledger's", async () => {
    const receiver = await receive(freshFile());
    const records = decodeRecords(chunks[0] ?? new Uint8Array());
    const [first = new Uint8Array(), second = new Uint8Array(), ...rest] = records;
    expect(await receiver.snapshots.offer(snapshot, appHash)).toBe('accept');
    const lies = [
      encodeRecords([second, first, ...rest]),
      encodeRecords([first, second]),
      encodeRecords([first, blockEndLeaf({ height: 1, time: 1, stateRoot: '' }), ...rest]),
      encodeRecords(records).subarray(0, -1),
      new Uint8Array(),
    ];
    for (const [number, lie] of lies.entries()) {
      const sender = `liar ${number}`;
      const verdict = await receiver.snapshots.applyChunk(0, lie, sender);
      expect(verdict).toEqual({ verdict: 'retry', refetch: 0, rejectedSender: sender });
      expect(await receiver.store.storage.readLeaves(0, 1)).toEqual([]);
    }
    expect(new Set(receiver.reported.map(({ code }) => code))).toEqual(new Set(['chunk_damaged']));
    expect(await receiver.snapshots.applyChunk(0, chunks[0] ?? new Uint8Array(), 'peer')).toEqual({
      verdict: 'accept',
    });
  });

  it('is no more state than a ledger with its log can have, and nothing of that stays', async () => {
    const { store, genesis, reported } = await receive(freshFile());
    const bytesOf = (some: readonly Uint8Array[]) => some.reduce((sum, { length }) => sum + length, 0);
    const logBytes = bytesOf(chunks.slice(0, logChunks));
    const restoring = (allowance: StateAllowance) =>
      new SnapshotRestore({
        ...{ genesis, storage: store.restoreStorage, oldestHeight: 0, allowance },
        report: (problem) => void reported.push(problem),
      });
    const applyAll = async (one: SnapshotRestore) => {
      expect(await one.offer(snapshot, appHash)).toBe('accept');
      for (const [index, chunk] of chunks.entries()) {
        const answer = await one.apply(index, chunk, 'peer', () => Promise.resolve());
        if (answer.verdict !== 'accept') return { index, answer };
      }
      return undefined;
    };
    const stateBytes = bytesOf(chunks.slice(logChunks));
    const tight = { bytesPerLogByte: 0, bytes: stateBytes - 1 };
    expect(await applyAll(restoring(tight))).toEqual({
      index: chunks.length - 1,
      answer: { verdict: 'reject_snapshot', rejectedSenders: ['peer'] },
    });
    expect(reported.map(({ code }) => code)).toEqual(['snapshot_too_large']);
    expect(await store.storage.readLeaves(0, 1)).toEqual([]);
    expect(await applyAll(restoring({ bytesPerLogByte: 0, bytes: stateBytes }))).toBeUndefined();
    expect(await applyAll(restoring({ bytesPerLogByte: Math.ceil(stateBytes / logBytes), bytes: 0 }))).toBeUndefined();
    // As a ledger's state is, so that nobody's is refused.
    expect(stateBytes / logBytes).toBeLessThan(STATE_ALLOWANCE.bytesPerLogByte / 8);
  });

  it.each<[string, (counts: number[]) => number[]]>([
    ['is no subtree', ([first = 0, ...rest]) => [first - 1, ...rest]],
    ['is not in its place', (counts) => [1, ...counts]],
  ])('is nothing of a log that has a chunk that %s', async (_, change) => {
    const contents = JSON.parse(Buffer.from(snapshot.metadata).toString('utf8')) as SnapshotContents;
    const [{ digest } = { digest: '' }] = contents.log;
    const counts = change(contents.log.map(({ count }) => count));
    const log = counts.map((count, place) => ({ count, digest: contents.log[place]?.digest ?? digest }));
    const { snapshots, reported } = await receive(':memory:');
    expect(await snapshots.offer(describeSnapshot({ ...contents, log }), appHash)).toBe('reject_sender');
    expect(reported.map(({ code }) => code)).toEqual(['subtree_out_of_place']);
  });
});
