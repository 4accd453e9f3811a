import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DEFAULT_GOVERNANCE } from '#ledger';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { buildNextVersion } from './next-contract-version.js';
import { RunningLedger } from './running-ledger.js';

/** Blocks that deciding takes at most: proposal, ballots and closing, each with the empty one after it. */
const DECIDING_BLOCKS = 12;
const ATTEMPTS = 300;

let ledger: RunningLedger;
let next: ReturnType<typeof buildNextVersion>;
const folder = mkdtempSync(join(tmpdir(), 'incola-next-version-'));

beforeAll(async () => {
  next = buildNextVersion(folder);
  // Time for the ballots on a slow machine too.
  const governance = { ...DEFAULT_GOVERNANCE, minVotingSeconds: 5, quorumPercent: 1 };
  ledger = await RunningLedger.start(1, { governance });
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await ledger?.stop();
  rmSync(folder, { recursive: true });
});

const givenUp = () => ledger.reports.filter((sentence) => sentence.includes('is not started again'));

it('all nodes stop before the first block for the code that the colleges agreed to, and each says so once', async () => {
  const { digest, version } = next;
  const activationHeight = (await ledger.head()).height + DECIDING_BLOCKS;
  await ledger.decide('next-version', { kind: 'change_code', version, digest, activationHeight });
  for (let attempt = 0; givenUp().length < ledger.network.nodes.length; attempt++) {
    if (attempt > ATTEMPTS) throw new Error('the nodes do not stop');
    // Whoever is asked may have stopped already.
    await ledger.admitMember().then(
      (one) => ledger.submit(one).catch(() => undefined),
      () => sleep(100),
    );
  }
  expect(givenUp().map((sentence) => sentence.slice(0, sentence.indexOf(':')))).toEqual(
    expect.arrayContaining(ledger.network.nodes.map(({ name }) => name)),
  );
  await sleep(500);
  expect(givenUp()).toHaveLength(ledger.network.nodes.length);
  for (const { application } of ledger.network.nodes) {
    expect(application?.processId).toBeUndefined();
    expect(application?.lastWords()).toContain(`Block ${activationHeight} is for the contract's code ${digest}`);
  }
}, 60_000);

it('under that code they go on with the same block, and nothing is lost', async () => {
  await ledger.restartWith(next.program);
  const { contractVersion } = await ledger.head();
  expect(contractVersion).toBe(next.version);
  expect(await ledger.submit(await ledger.admitMember())).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await ledger.heads()).size).toBe(1);
}, 60_000);
