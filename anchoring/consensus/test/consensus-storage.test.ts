import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  openConsensusStore,
  type ApplicationPosition,
  type CommittedBlock,
  type ConsensusStore,
} from '#anchoring/consensus';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLog } from '#anchoring/log';
import { encodeUtf8 } from '#primitives';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { genesis as plainGenesis, payloads } from '../../contract/test/founded-cooperative.js';
import { bytesOf, FictiveEngine, firstValidators, signedFor, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);
const signed = signedFor(genesis);

const hash = new Uint8Array(32).fill(7);
const positionAt = (height: number): ApplicationPosition => ({
  ...{
    genesis: 'g',
    height,
    time: 1,
    blockEnd: { height, time: 1, stateRoot: 'r' },
    frontier: { size: height + 1, hashes: [] },
  },
  validatorSets: [{ from: 1, validators: firstValidators }],
});

function blockAt(height: number, writes: CommittedBlock['writes'] = []): CommittedBlock {
  return {
    position: positionAt(height),
    start: height,
    leaves: [encodeUtf8(`leaf ${height}`)],
    nodes: [{ level: 0, index: height, hash }],
    places: [{ id: `id-${height}`, height, index: height }],
    writes,
  };
}

let store: ConsensusStore | undefined;
afterEach(async () => {
  await store?.database.close();
  store = undefined;
});

describe.each(databasesUnderTest())('the storage of a replica ($name)', ({ freshUrl }) => {
  const fresh = async () => (store = await openConsensusStore(await freshUrl())).storage;

  it('has tables that its entities agree with', async () => {
    await fresh();
    const queries = await store?.database.tx(
      async (manager) => (await manager.dataSource.driver.createSchemaBuilder().log()).upQueries,
    );
    expect(queries?.map(({ query }) => query)).toEqual([]);
  });

  it('is empty before the genesis', async () => {
    expect(await (await fresh()).load()).toBeUndefined();
  });

  it('gives back what blocks wrote, removed entries left out, and the place of an empty one', async () => {
    const storage = await fresh();
    const first = [
      { key: 'a', value: { deep: [1, 'é', null] } },
      { key: 'b', value: 2 },
    ];
    await storage.commitBlock(blockAt(0, first));
    await storage.commitBlock(blockAt(1, [{ key: 'b', value: null }, { key: 'c', value: 'x' }])); // prettier-ignore
    const empty = { ...blockAt(2), leaves: [], nodes: [], places: [] };
    await storage.commitBlock(empty);
    const stored = await storage.load();
    expect(stored?.position).toEqual(positionAt(2));
    expect(Object.fromEntries(stored?.entries ?? [])).toEqual({ a: { deep: [1, 'é', null] }, c: 'x' });
    expect(await storage.readLeaves(0, 5)).toEqual([encodeUtf8('leaf 0'), encodeUtf8('leaf 1')]);
    expect(await storage.readNodes([{ level: 0, index: 1 }])).toEqual([hash]);
    expect(await storage.findPlace('id-1')).toEqual({ height: 1, index: 1 });
    expect(await storage.findPlace('id-2')).toBeUndefined();
  });

  it('takes more in one block than a statement holds', async () => {
    const storage = await fresh();
    const numbers = Array.from({ length: 1201 }, (_, index) => index);
    const leaves = numbers.map((index) => encodeUtf8(`leaf ${index}`));
    const writes = numbers.map((index) => ({ key: `key ${index}`, value: index }));
    await storage.commitBlock({ ...blockAt(0, writes), leaves });
    const removed = writes.slice(1).map(({ key }) => ({ key, value: null }));
    await storage.commitBlock({ ...blockAt(1, removed), leaves: [], start: leaves.length });
    expect((await storage.load())?.entries).toEqual([['key 0', 0]]);
    expect(await storage.readLeaves(0, 2000)).toHaveLength(1201);
  });

  it('refuses a second block of the same place whole', async () => {
    const storage = await fresh();
    await storage.commitBlock(blockAt(0, [{ key: 'a', value: 1 }]));
    await expect(storage.commitBlock(blockAt(0, [{ key: 'a', value: 2 }]))).rejects.toThrow();
    expect((await storage.load())?.entries).toEqual([['a', 1]]);
  });

  it('reads a missing node as a broken promise', async () => {
    await expect((await fresh()).readNodes([{ level: 3, index: 0 }])).rejects.toMatchObject({ fault: 'bug' });
  });
});

describe('a block', () => {
  it('is durable wholly or not at all, at whichever statement the database stops', async () => {
    const counted = await stopAt(undefined);
    expect(counted).toBeGreaterThan(5);
    for (const side of ['before', 'after'] as const) {
      for (let statement = 1; statement <= counted; statement++) await stopAt({ side, statement });
    }
  }, 60_000);
});

/** The statement of a commit at which the database stops; everything after it fails too, as when the process is gone. */
interface Stop {
  side: 'before' | 'after';
  statement: number;
}

/** @returns how many statements the commit took */
async function stopAt(stop: Stop | undefined): Promise<number> {
  const databaseUrl = `sqlite:${join(mkdtempSync(join(tmpdir(), 'incola-replica-')), 'replica.sqlite')}`;
  let [armed, count, stopped] = [false, 0, false];
  const halt = (side: Stop['side']) => () => {
    if (!armed) return;
    if (side === 'before') count++;
    stopped ||= stop?.side === side && count === stop.statement;
    if (stopped) throw new Error('stopped');
  };
  const hooks = { beforeStatement: halt('before'), afterStatement: halt('after') };
  const dying = await FictiveEngine.open({ genesis, databaseUrl, hooks });
  await dying.initChain();
  const before = await dying.makeBlock([await signed('register_verifier', payloads.verifier)]);
  const block = [bytesOf(await signed('anchor', payloads.anchor(), ['bank']))];
  const decided = (await dying.finalize(block)).finalizeBlock;
  armed = true;
  const answer = await dying.commit();
  armed = false;
  if (stopped) {
    expect(answer.exception?.error).toMatch(/^application_halted/);
    expect(dying.reported.map(({ code }) => code)).toContain('application_halted');
    // It answers nothing any more: what is durable is known after a restart only.
    await dying.consensus.ended;
    await expect(dying.ask('/head')).rejects.toThrow('not answered');
  } else expect(answer.commit).toBeDefined();
  await dying.close();

  const reopened = await FictiveEngine.open({ genesis, databaseUrl });
  const { height, appHash } = await reopened.info();
  if (height === 1) {
    expect(appHash).toEqual(before.appHash);
    expect((await reopened.finalize(block)).finalizeBlock).toEqual(decided);
    await reopened.commit();
  }
  expect(await reopened.info()).toEqual({ height: 2, appHash: decided?.appHash });
  await checkLog(reopened.store.storage, genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
  expect((await reopened.makeBlock([await signed('accredit_issuer', payloads.issuer)])).proposed).toHaveLength(1);
  await reopened.close();
  return count;
}
