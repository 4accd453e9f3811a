import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Snapshot } from '#anchoring/consensus';
import { checkLog } from '#anchoring/log';
import { encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import { apply } from '../../../contract/test/governed-ledger.js';
import { CHUNK_BYTES } from '../../src/snapshots/chunk-records.js';
import type { ReplicaAtRest } from '../../src/snapshots/write-snapshot.js';
import { FictiveEngine } from '../fictive-engine.js';
import { freshFile } from '../founded-engine.js';
import { LivedNode } from '../lived-node.js';
import { chunksOf, openReceiver, takeLived, takeSnapshot, type Receiver } from './snapshot-giver.js';

let lived: LivedNode;
let snapshot: Snapshot;
let chunks: Uint8Array[];
let appHash: Uint8Array;
let logChunks: number;
beforeAll(async () => {
  ({ lived, snapshot, chunks, appHash, logChunks } = await takeLived());
});
afterAll(() => lived.close());

let receivers: Receiver[] = [];
afterEach(async () => {
  for (const { store } of receivers.splice(0)) store.close();
});
const receive = async (file: string, trustedHeight?: number): Promise<Receiver> => {
  const receiver = await openReceiver(file, trustedHeight);
  receivers.push(receiver);
  return receiver;
};
const release = async (receiver: Receiver) => {
  receivers = receivers.filter((one) => one !== receiver);
  receiver.store.close();
};
const restore = async ({ snapshots }: Receiver, offered = snapshot, given = chunks) => {
  expect(await snapshots.offer(offered, appHash)).toBe('accept');
  let last;
  for (const [index, chunk] of given.entries()) {
    last = await snapshots.applyChunk(index, chunk, 'peer');
    if (last.verdict !== 'accept') break;
  }
  return last;
};

/** A snapshot that a liar made, with hashes that fit. */
async function takeFalse(change: (replica: ReplicaAtRest) => ReplicaAtRest, chunkBytes?: number) {
  const making = chunkBytes === undefined ? { change } : { change, chunkBytes };
  const { folder, snapshot: offered } = takeSnapshot(lived.file, making);
  return { offered, given: await chunksOf(folder, offered.height, offered.chunks) };
}

describe('a snapshot is restored', () => {
  it('to the same replica, which goes on as the one that it was made of', async () => {
    expect(logChunks).toBeGreaterThan(1);
    expect(chunks.length).toBeGreaterThan(logChunks + 1);
    const file = freshFile();
    const receiver = await receive(file);
    expect(await restore(receiver)).toEqual({ verdict: 'accept' });
    expect(receiver.application.info()).toEqual({ height: snapshot.height, appHash });
    const { height, blockEnd, validatorSets } = (await lived.engine.store.storage.load())?.position ?? {};
    expect(receiver.application.position).toMatchObject({ height, blockEnd, validatorSets });
    await checkLog(receiver.store.storage, LivedNode.genesis, apply);
    await release(receiver);
    const engine = await FictiveEngine.open({ genesis: LivedNode.genesis, databaseFile: file });
    engine.time = lived.engine.time + 1;
    expect((await engine.makeBlock([])).appHash).toEqual(appHash);
    await engine.close();
  });

  it('with a chunk that came damaged: it is fetched again, and its sender is heard no more', async () => {
    const receiver = await receive(freshFile());
    expect(await receiver.snapshots.offer(snapshot, appHash)).toBe('accept');
    const damaged = Uint8Array.from(chunks[0] ?? []);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    const verdict = await receiver.snapshots.applyChunk(0, damaged, 'liar');
    expect(verdict).toEqual({ verdict: 'retry', refetch: 0, rejectedSender: 'liar' });
    expect(receiver.reported.map(({ code }) => code)).toEqual(['chunk_damaged']);
    for (const [index, chunk] of chunks.entries()) {
      expect(await receiver.snapshots.applyChunk(index, chunk, 'peer')).toEqual({ verdict: 'accept' });
    }
    expect(receiver.application.info()).toEqual({ height: snapshot.height, appHash });
  });

  it.each<[string, string, (replica: ReplicaAtRest) => ReplicaAtRest]>([
    [
      'a leaf that is missing',
      'snapshot_differs',
      (replica) => ({ ...reading(replica), leaves: () => [...replica.leaves(0)].slice(1) }),
    ],
    [
      'an end of the log that is missing',
      'snapshot_differs',
      (replica) => ({ ...reading(replica), leaves: () => [...replica.leaves(0)].slice(0, -1) }),
    ],
    [
      'a ledger transaction that stands in the log twice',
      'snapshot_differs',
      (replica) => ({
        ...reading(replica),
        *leaves(start: number) {
          const [end, transaction, ...rest] = [...replica.leaves(start)];
          for (const leaf of [end, transaction, transaction, ...rest]) yield leaf ?? new Uint8Array();
        },
      }),
    ],
    [
      "another state's root",
      'snapshot_differs',
      (replica) => {
        const blockEnd = { ...replica.position.blockEnd, stateRoot: encodeBase64url(sha256()) };
        return { ...reading(replica), position: { ...replica.position, blockEnd } };
      },
    ],
    [
      'validators who act from a later height on',
      'malformed_snapshot',
      (replica) => {
        const { height, validatorSets } = replica.position;
        const later = validatorSets.map((set) => ({ ...set, from: height + 1 }));
        return { ...reading(replica), position: { ...replica.position, validatorSets: later } };
      },
    ],
  ])('never with %s: nobody is asked for any of it', async (_, code, change) => {
    const receiver = await receive(freshFile());
    const { offered, given } = await takeFalse(change);
    expect(await receiver.snapshots.offer(offered, appHash)).toBe('reject_sender');
    expect(receiver.reported.map((problem) => problem.code)).toEqual([code]);
    const [chunk = new Uint8Array()] = given;
    expect(await receiver.snapshots.applyChunk(0, chunk, 'peer')).toEqual({ verdict: 'abort' });
    expect(await receiver.store.storage.readLeaves(0, 1)).toEqual([]);
    expect(await restore(receiver)).toEqual({ verdict: 'accept' });
  });

  it.each<[string, string, string, (replica: ReplicaAtRest) => ReplicaAtRest]>([
    [
      'an entry of the state changed',
      'snapshot_differs',
      'its entries are not its state',
      (replica) => ({
        ...reading(replica),
        *entries() {
          for (const [key, value] of replica.entries()) yield [key, key === 'count/member' ? 1000 : value] as const;
        },
      }),
    ],
    [
      'a key of the state that no database takes',
      'malformed_snapshot',
      'an entry is none',
      (replica) => ({
        ...reading(replica),
        *entries() {
          yield ['\u0000', 1] as const;
          yield* replica.entries();
        },
      }),
    ],
    [
      'an entry of the state twice',
      'malformed_snapshot',
      'twice',
      (replica) => ({
        ...reading(replica),
        *entries() {
          for (const entry of replica.entries()) yield* entry[0] === 'count/member' ? [entry, entry] : [entry];
        },
      }),
    ],
    [
      'an earlier height',
      'snapshot_differs',
      'of an earlier height',
      (replica) => ({
        ...reading(replica),
        position: {
          ...replica.position,
          height: replica.position.blockEnd.height - 1,
          validatorSets: replica.position.validatorSets.map((set) => ({ ...set, from: 1 })),
        },
      }),
    ],
  ])('never with %s: whoever sent it is heard no more, and nothing of it stays', async (_, code, why, change) => {
    const receiver = await receive(freshFile());
    const { offered, given } = await takeFalse(change);
    const last = await restore(receiver, offered, given);
    expect(last).toEqual({ verdict: 'reject_snapshot', rejectedSenders: ['peer'] });
    expect(receiver.reported).toMatchObject([{ code, message: expect.stringContaining(why) as unknown }]);
    expect(receiver.application.info().height).toBe(0);
    expect(await receiver.store.storage.readLeaves(0, 1)).toEqual([]);
    expect(await restore(receiver)).toEqual({ verdict: 'accept' });
  });

  it("never against another header's app hash", async () => {
    const receiver = await receive(freshFile());
    expect(await receiver.snapshots.offer(snapshot, sha256(encodeUtf8('another')))).toBe('reject_sender');
    expect(receiver.reported.map(({ code }) => code)).toEqual(['snapshot_differs']);
    expect(await receiver.store.storage.load()).toBeUndefined();
  });

  it.each(['log', 'state'])(
    'anew after it was cut off within the %s, as if nothing had been restored',
    async (part) => {
      const file = freshFile();
      const first = await receive(file);
      await first.snapshots.offer(snapshot, appHash);
      const until = part === 'log' ? 1 : logChunks + 1;
      for (const [index, chunk] of chunks.slice(0, until).entries())
        await first.snapshots.applyChunk(index, chunk, 'p');
      await release(first);
      const second = await receive(file);
      expect(second.application.info()).toEqual({ height: 0, appHash: new Uint8Array() });
      expect(await second.snapshots.applyChunk(until, chunks[until] ?? new Uint8Array(), 'p')).toEqual({
        verdict: 'abort',
      });
      expect(await restore(second)).toEqual({ verdict: 'accept' });
      // The engine lost what it knew in the same moment, and offers one again: nothing was built on it yet.
      expect(await restore(second)).toEqual({ verdict: 'accept' });
      expect(second.application.info()).toEqual({ height: snapshot.height, appHash });
    },
  );
});

describe('a snapshot is not taken', () => {
  it('with a chunk that is larger than any that is made', async () => {
    const many = (replica: ReplicaAtRest) => ({
      ...reading(replica),
      *entries() {
        for (const place of [1, 2, 3]) yield [`entry/${place}`, 'x'.repeat(CHUNK_BYTES / 2)] as const;
      },
    });
    const { offered, given } = await takeFalse(many, 2 * CHUNK_BYTES);
    const receiver = await receive(':memory:');
    expect(await restore(receiver, offered, given)).toMatchObject({ verdict: 'reject_snapshot' });
    expect(receiver.reported.map(({ message }) => message)).toEqual([
      'The snapshot is malformed: a chunk is too large.',
    ]);
  });

  const metadata = encodeUtf8('{"not":"contents"}');
  const large = new Uint8Array(2 * 1024 * 1024 + 1);
  it.each<[string, Partial<Snapshot>, string, string]>([
    ['of another format', { format: 1 }, 'reject_format', 'snapshot_format_unknown'],
    ['whose metadata are none', { metadata, hash: sha256(metadata) }, 'reject_sender', 'malformed_snapshot'],
    ['with too many chunks', { metadata: large, hash: sha256(large) }, 'reject_sender', 'snapshot_too_large'],
    ['whose hash is not its own', { hash: sha256(metadata) }, 'reject_sender', 'malformed_snapshot'],
    ['with another number of chunks', { chunks: 1 }, 'reject_sender', 'malformed_snapshot'],
    ['of another height', { height: 1000 }, 'reject_sender', 'malformed_snapshot'],
  ])('%s', async (_, change, verdict, code) => {
    const { snapshots, reported } = await receive(':memory:');
    expect(await snapshots.offer({ ...snapshot, ...change }, appHash)).toBe(verdict);
    expect(reported.map((problem) => problem.code)).toEqual([code]);
    expect(await snapshots.applyChunk(0, chunks[0] ?? new Uint8Array(), 'peer')).toEqual({ verdict: 'abort' });
  });

  it('that is much older than the block which the operator trusts', async () => {
    const { snapshots, reported } = await receive(':memory:', snapshot.height + 11);
    expect(await snapshots.offer(snapshot, appHash)).toBe('reject');
    expect(reported.map((problem) => problem.code)).toEqual(['snapshot_too_old']);
    const other = await receive(':memory:', snapshot.height + 10);
    expect(await other.snapshots.offer(snapshot, appHash)).toBe('accept');
  });

  it('of another ledger', async () => {
    const another = { ...snapshot };
    const text = Buffer.from(snapshot.metadata).toString('utf8');
    const { genesis } = JSON.parse(text) as { genesis: string };
    another.metadata = encodeUtf8(text.replace(genesis, `${genesis.slice(0, -1)}${genesis.endsWith('A') ? 'E' : 'A'}`));
    another.hash = sha256(another.metadata);
    const { snapshots, reported } = await receive(':memory:');
    expect(await snapshots.offer(another, appHash)).toBe('reject_sender');
    expect(reported.map(({ code }) => code)).toEqual(['genesis_differs']);
  });

  it('where the ledger has blocks of its own', async () => {
    const databaseFile = `${takeSnapshot(lived.file).folder.path}/own.sqlite`;
    const engine = await FictiveEngine.open({ genesis: LivedNode.genesis, databaseFile });
    await engine.initChain();
    await engine.makeBlock([]);
    await engine.close();
    const { snapshots, application, reported } = await receive(databaseFile);
    expect(await snapshots.offer(snapshot, appHash)).toBe('abort');
    expect(reported.map(({ code }) => code)).toEqual(['snapshot_not_wanted']);
    expect(application.info().height).toBe(1);
  });

  it('out of its order: it begins anew', async () => {
    const { snapshots } = await receive(':memory:');
    await snapshots.offer(snapshot, appHash);
    expect(await snapshots.applyChunk(1, chunks[1] ?? new Uint8Array(), 'peer')).toEqual({ verdict: 'retry_snapshot' });
  });
});

/** Its readings, as an object that can be changed. */
function reading(replica: ReplicaAtRest): ReplicaAtRest {
  return {
    position: replica.position,
    leaves: (start) => replica.leaves(start),
    entries: () => replica.entries(),
  };
}
