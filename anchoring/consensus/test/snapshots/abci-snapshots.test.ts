import { afterEach, expect, it } from '@jest/globals';
import { NodeSnapshots, type SnapshotFolder } from '#anchoring/consensus';
import { EngineConnection } from '../engine-connection.js';
import { bytesOf, FictiveEngine } from '../fictive-engine.js';
import { founding, freshFile, genesis } from '../founded-engine.js';
import { freshFolder, takeSnapshot } from './snapshot-giver.js';

/** As the engine asks for snapshots, over the socket. */
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function openNode(folder: SnapshotFolder, databaseFile = freshFile()) {
  const policy = { interval: 2, kept: 2, keptBlocks: 1 };
  // What the thread does beside the commit is done within it here.
  const begin = async () => void takeSnapshot(databaseFile, { folder });
  const engine = await FictiveEngine.open({
    genesis,
    databaseFile,
    openSnapshots: (parts) => new NodeSnapshots({ ...parts, folder, policy, begin }),
  });
  const connection = new EngineConnection(engine.path);
  opened.push(engine, connection);
  return { engine, connection };
}

const list = async (connection: EngineConnection) =>
  (await connection.ask({ listSnapshots: {} })).listSnapshots?.snapshots ?? [];

it('a snapshot is offered once the second block after it is there, and the blocks before it may go', async () => {
  const folder = freshFolder();
  const { engine, connection } = await openNode(folder);
  await engine.initChain();
  await engine.makeBlock([]);
  const [first] = await founding();
  await engine.makeBlock(first === undefined ? [] : [first]);
  expect(folder.heights()).toEqual([2]);
  expect(await list(connection)).toEqual([]);
  await engine.finalize([]);
  expect((await engine.commit()).commit?.retainHeight).toBe(2n);
  expect(await list(connection)).toEqual([]);
  await engine.makeBlock([]);
  expect(await list(connection)).toMatchObject([{ height: 2n, format: 2 }]);
});

it('chunks are given, and restore another node; what there is not is given as missing', async () => {
  const folder = freshFolder();
  const giver = await openNode(folder);
  await giver.engine.initChain();
  await giver.engine.makeBlock([]);
  await giver.engine.makeBlock(await founding());
  const { appHash } = await giver.engine.info();
  await giver.engine.makeBlock([]);
  await giver.engine.makeBlock([]);
  const [snapshot] = await list(giver.connection);
  if (snapshot === undefined) throw new Error('one is offered');
  const { height, format } = snapshot;
  const load = async (chunk: number) =>
    (await giver.connection.ask({ loadSnapshotChunk: { height, format, chunk } })).loadSnapshotChunk?.chunk;
  expect(await load(snapshot.chunks)).toHaveLength(0);
  const other = await giver.connection.ask({ loadSnapshotChunk: { height, format: 1, chunk: 0 } });
  expect(other.loadSnapshotChunk?.chunk).toHaveLength(0);

  const taker = await openNode(freshFolder());
  const offer = (changes: object) =>
    taker.connection.ask({ offerSnapshot: { snapshot: { ...snapshot, ...changes }, appHash } });
  expect((await offer({ format: 7 })).offerSnapshot?.result).toBe(4);
  expect((await offer({})).offerSnapshot?.result).toBe(1);
  // Meanwhile it takes no ledger transaction, and lets every peer in.
  const [early] = await founding();
  if (early === undefined) throw new Error('there is one');
  expect((await taker.engine.check(bytesOf(early))).log['code']).toBe('not_initialised');
  expect((await taker.engine.ask(`/p2p/filter/id/${'ab'.repeat(20)}`)).code).toBe(0);
  const damaged = { index: 0, chunk: Uint8Array.of(1), sender: 'liar' };
  expect((await taker.connection.ask({ applySnapshotChunk: damaged })).applySnapshotChunk).toMatchObject({
    result: 3,
    refetchChunks: [0],
    rejectSenders: ['liar'],
  });
  for (let index = 0; index < snapshot.chunks; index++) {
    const chunk = (await load(index)) ?? new Uint8Array();
    const { applySnapshotChunk } = await taker.connection.ask({ applySnapshotChunk: { index, chunk, sender: 'p' } });
    expect(applySnapshotChunk).toMatchObject({ result: 1, rejectSenders: [] });
  }
  expect(await taker.engine.info()).toEqual({ height: 2, appHash });
  expect((await taker.engine.ask(`/p2p/filter/id/${'ab'.repeat(20)}`)).code).toBe(1);
});

it('a node without snapshots offers none, takes none, and keeps every block', async () => {
  const engine = await FictiveEngine.open({ genesis });
  const connection = new EngineConnection(engine.path);
  opened.push(engine, connection);
  await engine.initChain();
  await engine.finalize([]);
  expect((await engine.commit()).commit?.retainHeight).toBe(0n);
  expect(await list(connection)).toEqual([]);
  const snapshot = { height: 2n, format: 1, chunks: 1, hash: new Uint8Array(32), metadata: new Uint8Array() };
  const offered = await connection.ask({ offerSnapshot: { snapshot, appHash: new Uint8Array(32) } });
  expect(offered.offerSnapshot?.result).toBe(2);
  const applied = await connection.ask({ applySnapshotChunk: { index: 0, chunk: new Uint8Array(), sender: '' } });
  expect(applied.applySnapshotChunk?.result).toBe(2);
});
