import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeHex, encodeUtf8, secondsOf } from '#primitives';
import { validatorAddress } from '#ledger';
import { openHostileApplication, readHostility } from '../src/hostile/open-hostile-application.js';
import { TransactionMaker } from '../src/load/transaction-maker.js';
import { foundDrillLedger, type DrillFounding } from '../src/network/drill-founding.js';
import { SingleApplication } from '../src/speed/single-application.js';
import { drillScratch } from './drill-scratch.js';

let scratch: ReturnType<typeof drillScratch>;
let founding: DrillFounding;
let maker: TransactionMaker;
const opened: SingleApplication[] = [];

beforeAll(() => {
  scratch = drillScratch();
  founding = foundDrillLedger(join(scratch.folder, 'founding'), 1, scratch.tools);
  maker = new TransactionMaker(founding, scratch.tools, 'test');
});
afterAll(async () => {
  for (const one of opened) await one.close();
  scratch.remove();
});

async function open(name: string, hostility?: string): Promise<SingleApplication> {
  const how = hostility === undefined ? undefined : openHostileApplication(readHostility(hostility));
  const one = await SingleApplication.open(join(scratch.folder, name), founding, scratch.tools, how);
  opened.push(one);
  return one;
}
const appHash = ({ application }: SingleApplication) => encodeHex(application.info().appHash);

it('an application that diverges has the others’ state until then, and another one afterwards', async () => {
  const [honest, diverging] = [await open('honest'), await open('diverging', 'diverging:2')];
  const first = [(await maker.registerVerifier(0)).bytes, (await maker.anchor(0)).bytes];
  await Promise.all([honest.decide(first), diverging.decide(first)]);
  expect(appHash(diverging)).toBe(appHash(honest));
  const second = [(await maker.anchor(1)).bytes, (await maker.anchor(1)).bytes];
  await Promise.all([honest.decide(second), diverging.decide(second)]);
  expect(appHash(diverging)).not.toBe(appHash(honest));
});

it('whatever the hostile proposer proposes, it votes for, and an honest validator against', async () => {
  const [honest, hostile] = [await open('judge'), await open('proposer', 'proposing')];
  const first = [(await maker.registerVerifier(0)).bytes, (await maker.anchor(0)).bytes];
  await Promise.all([honest.decide(first), hostile.decide(first)]);
  const signers = new Set((founding.genesis.consensus?.validators ?? []).map(validatorAddress));
  const time = secondsOf(scratch.tools.clock);
  const waiting = { height: 2, time, misbehaviour: [], transactions: [(await maker.anchor(1)).bytes] };
  const own = honest.application.prepareProposal(waiting, 1_000_000);
  const judge = (one: SingleApplication, transactions: readonly Uint8Array[]) =>
    one.application.processProposal({ ...waiting, transactions, lastCommitSigners: signers });
  expect(judge(honest, own)).toBe('accept');
  for (let turn = 1; turn <= 4; turn++) {
    const proposed = hostile.application.prepareProposal(waiting, 1_000_000);
    expect(judge(hostile, proposed)).toBe('accept');
    expect(judge(honest, proposed)).toBe('reject');
  }
  expect(judge(hostile, [encodeUtf8('another’s rubbish')])).toBe('reject');
});

it('refuses a hostility that is none', () => {
  for (const word of ['', 'diverging', 'diverging:x', 'clock']) {
    expect(() => readHostility(word)).toThrow(expect.objectContaining({ code: 'unknown_hostility' }));
  }
});
