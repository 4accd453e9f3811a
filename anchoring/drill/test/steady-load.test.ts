import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CONTRACT_VERSION } from '#anchoring/contract';
import { createNodeRpc } from '#anchoring/consensus';
import { FictiveNode } from '../../consensus/test/network/fictive-node.js';
import { SteadyLoad, type LoadedNetwork } from '../src/load/steady-load.js';
import { foundDrillLedger } from '../src/network/drill-founding.js';
import { drillScratch } from './drill-scratch.js';

const REFUSED = 1;
const POLL_MILLISECONDS = 5;

/** Two nodes; the second has not executed the newest blocks yet, and judges what it is sent by an older state. */
let ahead: FictiveNode;
let behind: FictiveNode;
let scratch: ReturnType<typeof drillScratch>;
let network: LoadedNetwork;
let leapMilliseconds: number;
let blocks: NodeJS.Timeout;

beforeEach(async () => {
  [ahead, behind] = [await FictiveNode.start(), await FictiveNode.start()];
  [behind.checkCode, behind.queryCode] = [REFUSED, REFUSED];
  scratch = drillScratch();
  leapMilliseconds = 0;
  const tools = { ...scratch.tools, clock: () => scratch.tools.clock() + leapMilliseconds };
  const founding = foundDrillLedger(join(scratch.folder, 'founding'), 1, tools);
  const head = { height: 0, contractVersion: CONTRACT_VERSION, appState: { size: 0, root: '', stateRoot: '' } };
  network = {
    names: ['ahead', 'behind'],
    founding,
    accepted: new Set(),
    tools,
    head: async () => head,
    node: (name) => ({ rpc: createNodeRpc({ port: (name === 'ahead' ? ahead : behind).port }) }),
  };
  blocks = setInterval(() => [ahead, behind].filter(({ mempool }) => mempool.length > 0).forEach(makeBlock), 20);
});
afterEach(async () => {
  clearInterval(blocks);
  await Promise.all([ahead.stop(), behind.stop()]);
  scratch.remove();
});

const makeBlock = (node: FictiveNode) => node.makeBlock();
const start = () => SteadyLoad.start(network, { inFlight: 2, pollMilliseconds: POLL_MILLISECONDS });
const catchUp = () => ([behind.checkCode, behind.queryCode] = [0, 0]);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(POLL_MILLISECONDS);
}

it('sends a node nothing before it knows who anchors, as it would refuse that', async () => {
  const starting = start();
  await until(() => network.accepted.size === 1);
  await sleep(200);
  expect([ahead.received.length, behind.received.length]).toEqual([1, 0]);
  catchUp();
  const load = await starting;
  await load.acceptMore(4);
  load.requireGoing();
  expect(behind.received.length).toBeGreaterThan(0);
  await load.stop();
});

it('does not begin where a node never comes to know who anchors', async () => {
  const starting = expect(start()).rejects.toMatchObject({ code: 'not_shown' });
  await until(() => network.accepted.size === 1);
  // In steps: the second node is asked once the first one knows, and its patience begins then.
  const passing = setInterval(() => (leapMilliseconds += 30_000), 50);
  await starting;
  clearInterval(passing);
});

it('whoever waits for something else hears of a load that has ended', async () => {
  behind.queryCode = 0;
  const load = await start();
  await until(() => behind.received.length === 1);
  await expect(load.acceptMore(1000)).rejects.toMatchObject({ code: 'not_accepted' });
  expect(() => load.requireGoing()).toThrow('The ledger refused');
});
