import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import { backUpNode, restoreNode, type NetworkNode } from '#anchoring/consensus';
import { checkLedgerDatabase } from '#anchoring/log';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** A validator's disk is lost twice, and the network, which can't do without its college, goes on from its backups. */
let ledger: RunningLedger;
beforeAll(async () => {
  ledger = await RunningLedger.start(1);
}, BUILD_MILLISECONDS);
afterAll(() => ledger?.stop());

const node = (): NetworkNode => ledger.node(2);
const home = () => join(ledger.folder, 'nodes', node().name);
const state = () => join(ledger.folder, 'state-of-the-lost-disk.json');

function backUp(name: string, isWhole: boolean) {
  const out = join(ledger.folder, name);
  const keys = { withNodeKey: true, withValidatorKey: true };
  const trust = join(ledger.folder, 'trust.json');
  return backUpNode({ home: home(), trust, out, isWhole, ...keys, now: Math.floor(systemClock() / 1000) });
}

/** The disk is lost, but for what its signer remembered. */
async function loseAndRestore(name: string): Promise<boolean> {
  await node().stop();
  copyFileSync(join(home(), 'data', 'priv_validator_state.json'), state());
  rmSync(home(), { recursive: true });
  const signing = { kind: 'key', state: state() } as const;
  const { isWhole } = restoreNode({ backup: join(ledger.folder, name), home: home(), signing, random: platformRandom });
  await node().restartWith({});
  return isWhole;
}

it('a backup of a running node holds a ledger in which nothing is found amiss', async () => {
  await ledger.submit(await ledger.admitMember());
  const writing = Promise.all([1, 2, 3].map(async () => ledger.submit(await ledger.admitMember())));
  await backUp('online', false);
  await writing;
  const checked = checkLedgerDatabase(join(ledger.folder, 'online', 'data', 'application.sqlite'), ledger.genesis);
  expect(checked.size).toBeGreaterThan(0);
});

it('a node that is restored from it fetches the blocks, and votes again', async () => {
  expect(await loseAndRestore('online')).toBe(false);
  expect(await ledger.submit(await ledger.admitMember())).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await ledger.heads()).size).toBe(1);
}, 60_000);

it('a node that is restored with its blocks goes on from them', async () => {
  await node().stop();
  await backUp('whole', true);
  expect(await loseAndRestore('whole')).toBe(true);
  expect(await ledger.submit(await ledger.admitMember())).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await ledger.heads()).size).toBe(1);
}, 60_000);
