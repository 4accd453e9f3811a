import { statSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  openConsensusStore,
  type ApplicationPosition,
  type CommittedBlock,
  type ConsensusStore,
} from '#anchoring/consensus';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { leafHash, ledgerTransactionId, ledgerTransactionLeaf } from '#ledger';
import { checkLog } from '#anchoring/log';
import { openSqlite } from '#service-kit/sqlite';
import { encodeBase64url, encodeUtf8 } from '#primitives';
import { genesis as plainGenesis, payloads } from '../../contract/test/founded-cooperative.js';
import { freshFile } from './founded-engine.js';
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
    nodes: [{ level: 1, index: height, hash }],
    places: [],
    writes,
  };
}

let store: ConsensusStore | undefined;
afterEach(() => {
  store?.close();
  store = undefined;
});

describe('the storage of a replica', () => {
  const fresh = () => (store = openConsensusStore(freshFile())).storage;

  it('is empty before the genesis', async () => {
    expect(await fresh().load()).toBeUndefined();
  });

  it('gives back what blocks wrote, removed entries left out, and the place of an empty one', async () => {
    const storage = fresh();
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
    const nodes = await storage.readNodes([{ level: 1, index: 1 }, { level: 0, index: 1 }]); // prettier-ignore
    expect(nodes).toEqual([hash, leafHash(encodeUtf8('leaf 1'))]);
  });

  it('finds a ledger transaction by its id alone, also beside one whose id begins as its does', async () => {
    const storage = fresh();
    const [first, second] = [await signed('register_verifier', payloads.verifier), await signed('anchor', payloads.anchor())]; // prettier-ignore
    const [id, otherId] = [ledgerTransactionId(first.body), ledgerTransactionId(second.body)];
    const sameBeginning = `${id.slice(0, 8)}${otherId.slice(8)}`;
    const leaves = [first, second].map((one) => ledgerTransactionLeaf(7, one));
    const places = [id, sameBeginning].map((one, index) => ({ id: one, height: 7, index }));
    await storage.commitBlock({ ...blockAt(7), start: 0, leaves, places });
    expect(await storage.findPlace(id)).toEqual({ height: 7, index: 0 });
    expect(await storage.findPlace(sameBeginning)).toBeUndefined();
    expect(await storage.findPlace(otherId)).toBeUndefined();
    expect(await storage.findPlace('no id')).toBeUndefined();
    const again = { ...blockAt(8), leaves: leaves.slice(0, 1), places: [{ id, height: 8, index: 8 }] };
    await expect(storage.commitBlock(again)).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await storage.readLeaves(8, 1)).toEqual([]);
  });

  it('takes more in one block than a statement holds', async () => {
    const storage = fresh();
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
    const storage = fresh();
    await storage.commitBlock(blockAt(0, [{ key: 'a', value: 1 }]));
    await expect(storage.commitBlock(blockAt(0, [{ key: 'a', value: 2 }]))).rejects.toMatchObject({
      code: 'database_unavailable',
    });
    expect((await storage.load())?.entries).toEqual([['a', 1]]);
  });

  it('is for its owner only', () => {
    const file = freshFile();
    store = openConsensusStore(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused where a later program wrote it, and where it is no database', () => {
    const file = freshFile();
    openConsensusStore(file).close();
    execute(file, 'PRAGMA user_version = 2');
    expect(() => openConsensusStore(file)).toThrow(expect.objectContaining({ code: 'database_of_later_program' }));
    const other = freshFile();
    writeFileSync(other, 'a letter to a neighbour, '.repeat(100));
    expect(() => openConsensusStore(other)).toThrow(expect.objectContaining({ code: 'database_unavailable' }));
  });

  it('reads a missing node, or leaf, as a broken promise', async () => {
    const storage = fresh();
    await expect(storage.readNodes([{ level: 3, index: 0 }])).rejects.toMatchObject({ fault: 'bug' });
    await expect(storage.readNodes([{ level: 0, index: 0 }])).rejects.toMatchObject({ fault: 'bug' });
  });
});

/** As the program made them that kept bytes as base64url. */
const EARLIER_TABLES = `
  CREATE TABLE "kit_migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar NOT NULL);
  CREATE TABLE "consensus_leaves" ("index" integer NOT NULL, "height" integer NOT NULL, "leaf" text NOT NULL,
    CONSTRAINT "consensus_leaves_pk" PRIMARY KEY ("index"));
  CREATE TABLE "consensus_nodes" ("level" integer NOT NULL, "index" integer NOT NULL, "hash" text NOT NULL,
    CONSTRAINT "consensus_nodes_pk" PRIMARY KEY ("level", "index")) WITHOUT ROWID;
  CREATE TABLE "consensus_places" ("id" varchar(43) NOT NULL, "height" integer NOT NULL, "index" integer NOT NULL,
    CONSTRAINT "consensus_places_pk" PRIMARY KEY ("id")) WITHOUT ROWID;
  CREATE TABLE "consensus_position" ("name" varchar(32) NOT NULL, "position" text NOT NULL,
    CONSTRAINT "consensus_position_pk" PRIMARY KEY ("name"));
  CREATE TABLE "consensus_state" ("key" varchar(4096) NOT NULL, "value" text NOT NULL,
    CONSTRAINT "consensus_state_pk" PRIMARY KEY ("key")) WITHOUT ROWID;
`;

describe("an earlier program's replica", () => {
  it('is gone on from with all that it holds', async () => {
    const file = freshFile();
    execute(file, EARLIER_TABLES);
    execute(file, `INSERT INTO "consensus_leaves" VALUES (0, 0, '${encodeBase64url(encodeUtf8('leaf 0'))}')`);
    const anchor = await signed('anchor', payloads.anchor());
    const id = ledgerTransactionId(anchor.body);
    const leaf = ledgerTransactionLeaf(1, anchor);
    execute(file, `INSERT INTO "consensus_leaves" VALUES (1, 1, '${encodeBase64url(leaf)}')`);
    execute(file, `INSERT INTO "consensus_nodes" VALUES (0, 0, 'AA'), (1, 0, '${encodeBase64url(hash)}')`);
    execute(file, `INSERT INTO "consensus_places" VALUES ('${id}', 1, 1)`);
    execute(file, `INSERT INTO "consensus_position" VALUES ('application', '${JSON.stringify(positionAt(0))}')`);
    execute(file, `INSERT INTO "consensus_state" VALUES ('a', '{"b":1}')`);
    store = openConsensusStore(file);
    const { storage } = store;
    expect(await storage.load()).toEqual({ position: positionAt(0), entries: [['a', { b: 1 }]] });
    expect(await storage.readLeaves(0, 2)).toEqual([encodeUtf8('leaf 0'), leaf]);
    const nodes = await storage.readNodes([{ level: 1, index: 0 }, { level: 0, index: 1 }]); // prettier-ignore
    expect(nodes).toEqual([hash, leafHash(leaf)]);
    expect(await storage.findPlace(id)).toEqual({ height: 1, index: 1 });
    await storage.commitBlock(blockAt(2));
    store.close();
    store = openConsensusStore(file);
    expect(await store.storage.readLeaves(2, 3)).toEqual([encodeUtf8('leaf 2')]);
  });

  it('is left as it is where a part of it is no longer readable', () => {
    const file = freshFile();
    execute(file, EARLIER_TABLES);
    execute(file, `INSERT INTO "consensus_nodes" VALUES (0, 0, 'no base64url!')`);
    expect(() => openConsensusStore(file)).toThrow(expect.objectContaining({ code: 'malformed_base64url' }));
    const database = openSqlite(file);
    expect(database.prepare('SELECT "hash" FROM "consensus_nodes"').all()).toEqual([{ hash: 'no base64url!' }]);
    database.close();
  });
});

function execute(file: string, sql: string): void {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
}

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
  const databaseFile = freshFile();
  let [armed, count, stopped] = [false, 0, false];
  const halt = (side: Stop['side']) => () => {
    if (!armed) return;
    if (side === 'before') count++;
    stopped ||= stop?.side === side && count === stop.statement;
    if (stopped) throw new Error('stopped');
  };
  const hooks = { beforeStatement: halt('before'), afterStatement: halt('after') };
  const dying = await FictiveEngine.open({ genesis, databaseFile, hooks });
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

  const reopened = await FictiveEngine.open({ genesis, databaseFile });
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
