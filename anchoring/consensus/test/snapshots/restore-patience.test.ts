import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import {
  contractProgram,
  openConsensusStore,
  openLedgerApplication,
  openNodeSnapshots,
  type Snapshot,
} from '#anchoring/consensus';
import type { CodedError } from '#primitives';
import { START } from '../../../contract/test/founded-cooperative.js';
import { freshFile } from '../founded-engine.js';
import { LivedNode } from '../lived-node.js';
import { freshFolder, POLICY, takeLived } from './snapshot-giver.js';

/** Milliseconds. Where something has to come in time, a busy machine needs the longer one. */
const PATIENCE = 200;
const LONG_PATIENCE = 1200;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function openNode(trustedHeight?: number, patience = PATIENCE) {
  const databaseFile = freshFile();
  const store = openConsensusStore(databaseFile);
  const reported: CodedError[] = [];
  const report = (problem: CodedError) => void reported.push(problem);
  const { genesis } = LivedNode;
  const contract = contractProgram(genesis.contractCodeDigest);
  const { storage, restoreStorage } = store;
  const clock = () => START * 1000;
  const application = await openLedgerApplication({
    ...{ genesis, storage, contract, clock, report },
    isPeerAdmitted: () => false,
  });
  const { snapshots, close } = await openNodeSnapshots({
    ...{ application, genesis, restoreStorage, policy: POLICY, report, database: databaseFile },
    folder: freshFolder().path,
    threadModule: new URL('data:text/javascript,'),
    restorePatienceSeconds: patience / 1000,
    ...(trustedHeight === undefined ? {} : { trustedHeight }),
  });
  endings.push(async () => store.close(), close);
  const failures = () => reported.filter(({ code }) => code === 'state_sync_failed');
  return { snapshots, failures };
}
async function takeOffered() {
  const taken = await takeLived();
  endings.push(() => taken.lived.close());
  return taken;
}

it('a node that is offered no snapshot says so once its patience ends', async () => {
  const { failures } = await openNode(7);
  expect(failures()).toEqual([]);
  await sleep(2 * PATIENCE);
  expect(failures()).toMatchObject([{ fault: 'outage', message: expect.stringContaining('none was offered') }]);
});

it('refused snapshots prolong nothing, and the last reason is said', async () => {
  const { snapshot, appHash } = await takeOffered();
  const { snapshots, failures } = await openNode(7);
  const unknown: Snapshot = { ...snapshot, format: 9 };
  for (let count = 0; count < 6; count++) {
    expect(await snapshots.offer(unknown, appHash)).toBe('reject_format');
    await sleep(PATIENCE / 4);
  }
  expect(failures()).toMatchObject([{ message: expect.stringContaining("The snapshot's format is 9") }]);
});

it('each accepted part prolongs it, and a ledger that is there ends it', async () => {
  const { snapshot, appHash, chunks } = await takeOffered();
  const { snapshots, failures } = await openNode(7, LONG_PATIENCE);
  expect(await snapshots.offer(snapshot, appHash)).toBe('accept');
  const pause = LONG_PATIENCE / 4;
  expect(chunks.length * pause).toBeGreaterThan(LONG_PATIENCE);
  for (const [index, chunk] of chunks.entries()) {
    await sleep(pause);
    expect(await snapshots.applyChunk(index, chunk, 'peer')).toEqual({ verdict: 'accept' });
  }
  await sleep(1.5 * LONG_PATIENCE);
  expect(failures()).toEqual([]);
});

it('a node that fetches all blocks has no such patience', async () => {
  const { failures } = await openNode();
  await sleep(2 * PATIENCE);
  expect(failures()).toEqual([]);
});
