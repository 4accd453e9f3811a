import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { outage } from '#primitives';
import { restartStalledEngine } from '../../src/network/restart-stalled-engine.js';
import type { NodeRpc } from '../../src/network/node-rpc.js';

const PEER = 'a'.repeat(40);

let height: number;
let isCatchingUp: boolean;
let connected: string[];
let isAway: boolean;
let looks: number;
/** How many peers the engine had when it was started again. */
let restarts: number[];
let stop: AbortController;
let watching: Promise<void>;

/** A node whose answers the tests set: its RPC is read in `node-rpc.test`. */
const rpc = {
  status: async () => {
    looks++;
    if (isAway) throw outage('node_unreachable', 'The ledger node cannot be reached.');
    return { height, isCatchingUp } as Awaited<ReturnType<NodeRpc['status']>>;
  },
  peers: async () => connected,
};

beforeEach(() => {
  [height, isCatchingUp, connected, isAway, looks] = [7, false, [PEER], false, 0];
  restarts = [];
  stop = new AbortController();
  const restart = async (count: number) => void restarts.push(count);
  watching = restartStalledEngine({ rpc, restart, signal: stop.signal, lookMilliseconds: 1 });
});
afterEach(async () => {
  stop.abort();
  await watching;
});

async function looksMore(count: number): Promise<void> {
  const until = looks + count;
  while (looks < until) await sleep(1);
}

it('an engine that stands still starts again, and again after as long a time', async () => {
  while (restarts.length < 2) await sleep(1);
  expect(restarts).toEqual([1, 1]);
  expect(looks).toBeGreaterThanOrEqual(20);
});

it('not while blocks are made', async () => {
  for (let made = 0; made < 40; made++) {
    height++;
    await looksMore(1);
  }
  expect(restarts).toEqual([]);
});

it('not while it catches up with somebody; but where it does so with nobody', async () => {
  isCatchingUp = true;
  await looksMore(40);
  expect(restarts).toEqual([]);
  connected = [];
  while (restarts.length === 0) await sleep(1);
  expect(restarts[0]).toBe(0);
});

it('an engine that is away is left to who supervises it', async () => {
  isAway = true;
  await looksMore(40);
  expect(restarts).toEqual([]);
  isAway = false;
  while (restarts.length === 0) await sleep(1);
});
