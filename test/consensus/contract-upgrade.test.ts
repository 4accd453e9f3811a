import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DEFAULT_GOVERNANCE } from '#ledger';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { buildNextVersion } from './next-contract-version.js';
import { applicationModule, RunningLedger } from './running-ledger.js';

/** Blocks that deciding takes at most: proposal, ballots and closing, each with the empty one after it. */
const DECIDING_BLOCKS = 12;
/** On a machine that is busy. */
const BALLOT_SECONDS = 8;
const ATTEMPTS = 300;

let ledger: RunningLedger;
let next: ReturnType<typeof buildNextVersion>;
const folder = mkdtempSync(join(tmpdir(), 'incola-next-version-'));

beforeAll(async () => {
  next = buildNextVersion(folder);
  const governance = { ...DEFAULT_GOVERNANCE, minVotingSeconds: 1, quorumPercent: 1 };
  ledger = await RunningLedger.start(1, { governance });
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await ledger?.stop();
  rmSync(folder, { recursive: true });
});

const givenUp = () => ledger.reports.filter((sentence) => sentence.includes('is not started again'));

const activation: { height: number } = { height: 0 };

it('all nodes stop before the first block for the code that the colleges agreed to, and each says so once', async () => {
  const { digest, version } = next;
  await ledger.submit(await ledger.admitMember());
  activation.height = (await ledger.head()).height + DECIDING_BLOCKS;
  const subject = { kind: 'change_code' as const, version, digest, activationHeight: activation.height };
  await ledger.decide('next-version', subject, BALLOT_SECONDS);
  const { nodes } = ledger.network;
  for (let attempt = 0; givenUp().length < nodes.length; attempt++) {
    if (attempt > ATTEMPTS) throw new Error('the nodes do not stop');
    // Whoever is asked may have stopped already.
    const made = await ledger.admitMember().catch(() => undefined);
    if (made !== undefined) await ledger.submit(made).catch(() => undefined);
    await sleep(100);
  }
  await sleep(500);
  for (const { application, name } of nodes) {
    expect(givenUp().filter((sentence) => sentence.startsWith(name))).toHaveLength(1);
    expect(application?.processId).toBeUndefined();
    expect(application?.lastWords()).toContain(`Block ${activation.height} is for the contract's code ${digest}`);
  }
}, 60_000);

it('refuses to start under the code of before, and says so at once', async () => {
  const startedAt = performance.now();
  const before = { program: process.execPath, parameters: [applicationModule] };
  await expect(ledger.restartWith(before)).rejects.toMatchObject({ code: 'contract_code_not_in_force' });
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});

it('under that code they go on with the same block, and nothing is lost', async () => {
  await ledger.restartWith(next.program);
  expect(await ledger.head()).toMatchObject({ contractVersion: next.version });
  expect(await ledger.submit(await ledger.admitMember())).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await ledger.heads()).size).toBe(1);
}, 60_000);
