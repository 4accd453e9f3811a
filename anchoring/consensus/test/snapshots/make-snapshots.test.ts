import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ApplicationPosition } from '#anchoring/consensus';
import { digestOf, people } from '../../../contract/test/founded-cooperative.js';
import { SqliteReplica } from '../../src/adapters/sqlite/sqlite-replica.js';
import { retainHeight } from '../../src/snapshots/retain-height.js';
import { describeSnapshot } from '../../src/snapshots/snapshot-contents.js';
import { isSnapshotDue } from '../../src/snapshots/snapshot-due.js';
import { writeSnapshot } from '../../src/snapshots/write-snapshot.js';
import { LivedNode } from '../lived-node.js';
import { CHUNK_BYTES, chunksOf, freshFolder, openReceiver, takeSnapshot } from './snapshot-giver.js';

let lived: LivedNode;
beforeAll(async () => {
  lived = await LivedNode.open();
});
afterAll(() => lived.close());

const grow = async () => {
  lived.engine.time += 60;
  const period = Math.floor(lived.engine.time / 60) - 1;
  const settlement = {
    ...{ member: people.bank.did, period, amountCents: 1000 },
    ...{ contracts: [{ id: 'bank-account-opening', version: 1 }] },
    ...{ countsCommitment: digestOf('counts'), sharesCommitment: digestOf('shares') },
  };
  await lived.block('settle', { settlement }, 'bank');
};

it('a second one shares the full chunks of the log, and is the one that a node makes which had none', async () => {
  const { folder, contents } = takeSnapshot(lived.file);
  await grow();
  const next = takeSnapshot(lived.file, { folder });
  const fresh = takeSnapshot(lived.file);
  expect(next.snapshot).toEqual(fresh.snapshot);
  expect(next.contents.log[0]).toEqual(contents.log[0]);
  const inode = (height: number, name: string) => statSync(join(folder.path, `${height}`, name)).ino;
  expect(inode(next.contents.height, '0.chunk')).toBe(inode(contents.height, '0.chunk'));
  const last = `${contents.log.length - 1}.chunk`;
  expect(inode(next.contents.height, last)).not.toBe(inode(contents.height, last));
});

it('is of one block, whatever is committed while it is made', async () => {
  const replica = new SqliteReplica(lived.file);
  const { appHash, height } = await lived.engine.info();
  await grow();
  const folder = freshFolder();
  writeSnapshot(replica, folder, 2, CHUNK_BYTES);
  replica.close();
  expect(folder.heights()).toEqual([height]);
  const { snapshots, application, store } = await openReceiver(':memory:');
  const contents = folder.contents(height);
  if (contents === undefined) throw new Error('it is there');
  const count = contents.log.length + contents.state.length;
  await snapshots.offer(describeSnapshot(contents), appHash);
  for (const [index, chunk] of (await chunksOf(folder, height, count)).entries()) {
    expect(await snapshots.applyChunk(index, chunk, 'peer')).toEqual({ verdict: 'accept' });
  }
  expect(application.info()).toEqual({ height, appHash });
  store.close();
});

it('the newest ones stay, and what a killed process left unfinished goes', async () => {
  const { folder } = takeSnapshot(lived.file);
  mkdirSync(join(folder.path, '99.part'));
  writeFileSync(join(folder.path, '99.part', '0.chunk'), 'half');
  await grow();
  takeSnapshot(lived.file, { folder });
  await grow();
  const { snapshot } = takeSnapshot(lived.file, { folder });
  expect(folder.heights()).toEqual([snapshot.height, snapshot.height - 1]);
  expect(existsSync(join(folder.path, '99.part'))).toBe(false);
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
});

it('a damaged chunk is given to nobody, and the next snapshot is made without it', async () => {
  const { folder, snapshot } = takeSnapshot(lived.file);
  const path = join(folder.path, `${snapshot.height}`, '0.chunk');
  const bytes = readFileSync(path);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect(await folder.chunk(snapshot.height, 1)).toBeDefined();
  expect(await folder.chunk(snapshot.height, 0)).toBeUndefined();
  expect(readdirSync(folder.path)).toEqual([]);
  takeSnapshot(lived.file, { folder });
  expect(await folder.chunk(snapshot.height, 0)).toBeDefined();
});

it('neither a chunk that is not there, nor one of a snapshot that is gone, is given', async () => {
  const { folder, snapshot } = takeSnapshot(lived.file);
  expect(await folder.chunk(snapshot.height, snapshot.chunks)).toBeUndefined();
  expect(await folder.chunk(snapshot.height + 1, 0)).toBeUndefined();
});

it.each([
  ['the first block with a content in a new stretch', 9, 10, 10, 1, true],
  ['a later one in a new stretch, where the first ones were empty', 8, 13, 13, 1, true],
  ['a second one in the same stretch', 10, 11, 11, 1, false],
  ['an empty one', 9, 9, 10, 1, false],
  ['one in which a change of the validators is under way', 9, 10, 10, 2, false],
])('after %s', (_, before, content, height, sets, due) => {
  const at = (blockEnd: number, of: number, count: number) =>
    ({
      height: of,
      blockEnd: { height: blockEnd },
      validatorSets: Array<object>(count),
    }) as unknown as ApplicationPosition;
  expect(isSnapshotDue(at(before, before, 1), at(content, height, sets), 5)).toBe(due);
});

it.each([
  ['nothing goes while there is no snapshot', 1000, undefined, 10, 0],
  ['nothing goes while there are few blocks', 9, 5, 10, 0],
  ['what no snapshot is followed by goes', 100, 60, 10, 60],
  ['as many blocks as are wanted stay', 100, 95, 10, 90],
])('%s', (_, height, oldestSnapshot, keptBlocks, retained) => {
  expect(retainHeight({ height, oldestSnapshot, keptBlocks })).toBe(retained);
});
