import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeUtf8 } from '#primitives';
import { ledgerTransactionId, type LedgerTransaction } from '#ledger';
import type { NetworkNode } from '#anchoring/consensus';
import { checkLedgerDatabase } from '#anchoring/log';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** Three validators that make snapshots often and forget old blocks soon, and a fourth node that begins from a snapshot. */
const INTERVAL = 5;
const KEPT_BLOCKS = 8;
const ACCEPTED = 12;

let ledger: RunningLedger;
let first: LedgerTransaction;
let restored: NetworkNode;

beforeAll(async () => {
  ledger = await RunningLedger.start(1, {}, { snapshots: { interval: INTERVAL, keptBlocks: KEPT_BLOCKS } });
}, BUILD_MILLISECONDS);
afterAll(() => ledger?.stop());

const homeOf = ({ name }: NetworkNode) => join(ledger.folder, 'nodes', name);
const snapshotsOf = (node: NetworkNode) => readdirSync(join(homeOf(node), 'data', 'snapshots'));
const accept = async (): Promise<LedgerTransaction> => {
  const ledgerTransaction = await ledger.admitMember();
  expect(await ledger.submit(ledgerTransaction)).toMatchObject({ outcome: 'included', code: 0 });
  return ledgerTransaction;
};

it('nodes make the same snapshots, keep the newest ones, and forget older blocks', async () => {
  first = await accept();
  for (let count = 1; count < ACCEPTED; count++) await accept();
  const { nodes } = ledger.network;
  await ledger.heads();
  for (let attempt = 0; new Set(nodes.map((node) => snapshotsOf(node).sort().join())).size > 1; attempt++) {
    if (attempt > 50) throw new Error('the nodes have different snapshots');
    await sleep(100);
  }
  const [newest = ''] = snapshotsOf(ledger.node(0)).sort((one, other) => Number(other) - Number(one));
  expect(snapshotsOf(ledger.node(0)).length).toBeGreaterThan(1);
  const contents = nodes.map((node) => readFileSync(join(homeOf(node), 'data', 'snapshots', newest, 'contents.json')));
  expect(new Set(contents.map((bytes) => bytes.toString('utf8'))).size).toBe(1);
  const { earliestHeight, height } = await ledger.node(0).rpc.status();
  expect(earliestHeight).toBeGreaterThan(1);
  expect(height - earliestHeight).toBeGreaterThanOrEqual(KEPT_BLOCKS);
  await expect(ledger.node(0).rpc.block(1)).rejects.toMatchObject({ code: 'node_call_failed' });
});

it('a new node begins from a snapshot that it verified, and has the whole log', async () => {
  const operator = ledger.genesis.consensus?.validators[0];
  if (operator === undefined) throw new Error('the genesis names validators');
  ({ node: restored } = await ledger.network.addNode(operator, { stateSync: true }));
  for (let attempt = 0; (await restored.rpc.status()).height === 0; attempt++) {
    if (attempt > 300) throw new Error(restored.engine.lastWords() + restored.application?.lastWords());
    await sleep(100);
  }
  await accept();
  expect(new Set(await ledger.heads()).size).toBe(1);
  expect(readFileSync(join(homeOf(restored), 'cometbft.log'), 'utf8')).toContain('Snapshot restored');
  expect((await restored.rpc.status()).earliestHeight).toBeGreaterThan(1);
  // It serves the proof of what was accepted long before it was there.
  const { code, value } = await restored.rpc.query(`/history/${ledgerTransactionId(first.body)}`, new Uint8Array());
  expect(code).toBe(0);
  expect(JSON.parse(decodeUtf8(value))).toMatchObject({ ledgerTransaction: first });
});

it('what it restored is what the log makes of it, and it goes on after all of it was killed', async () => {
  await Promise.all([restored.application?.kill(), restored.engine.kill()]);
  await restored.whenReady();
  await accept();
  expect(new Set(await ledger.heads()).size).toBe(1);
  const check = checkLedgerDatabase(join(homeOf(restored), 'data', 'application.sqlite'), ledger.genesis);
  expect(check).toMatchObject({ owner: 'node' });
});
