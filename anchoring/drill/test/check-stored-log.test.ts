import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeUtf8 } from '#primitives';
import { openSqlite } from '#service-kit/sqlite';
import { checkStoredLog } from '../src/check/check-stored-log.js';
import { TransactionMaker } from '../src/load/transaction-maker.js';
import { SingleApplication } from '../src/speed/single-application.js';
import { drillScratch } from './drill-scratch.js';

let scratch: ReturnType<typeof drillScratch>;
let ledger: SingleApplication;
let maker: TransactionMaker;
const accepted = new Set<string>();
let root: string;

beforeAll(async () => {
  scratch = drillScratch();
  ledger = await SingleApplication.found(join(scratch.folder, 'node'), scratch.tools);
  maker = new TransactionMaker(ledger.founding, scratch.tools, 'test');
  const all = [await maker.registerVerifier(0), await maker.anchor(0), await maker.anchor(0)];
  const { outcomes } = await ledger.decide(all.map(({ bytes }) => bytes));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  for (const { id } of all) accepted.add(id);
  const head = await ledger.application.query('/head', new Uint8Array());
  if (head.answer !== 'found') throw new Error('there is a head');
  root = (JSON.parse(decodeUtf8(head.value)) as { appState: { root: string } }).appState.root;
});
afterAll(async () => {
  await ledger?.close();
  scratch.remove();
});

const check = (expected: { root: string; accepted: ReadonlySet<string> }) =>
  checkStoredLog({ name: 'a node', home: ledger.home }, ledger.founding.genesis, expected);

it('finds nothing wrong with a log that has what was accepted', async () => {
  await expect(check({ root, accepted })).resolves.toBeUndefined();
});

it('refuses a log with another root than the others', async () => {
  const other = root.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  await expect(check({ root: other, accepted })).rejects.toThrow('another root');
});

it('refuses a log that lacks a ledger transaction which somebody was told is accepted', async () => {
  const lost = await maker.anchor(1);
  const expected = { root, accepted: new Set([...accepted, lost.id]) };
  await expect(check(expected)).rejects.toThrow('1 accepted ledger transactions');
});

it('refuses a log without other code where the members agreed to some', async () => {
  const log = { name: 'a node', home: ledger.home, isUpgraded: true };
  await expect(checkStoredLog(log, ledger.founding.genesis, { root, accepted })).rejects.toThrow('other code');
});

it('refuses what fsck refuses', async () => {
  const database = openSqlite(join(ledger.home, 'data', 'application.sqlite'));
  database.exec('UPDATE "consensus_places" SET "index" = "index" + 100');
  database.close();
  await expect(check({ root, accepted })).rejects.toMatchObject({ code: 'place_wrong' });
});
