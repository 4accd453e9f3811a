import { describe, expect, it } from '@jest/globals';
import { MAX_STATE_PROOF_KEYS, type Genesis } from '#ledger';
import { openEmbeddedLedger } from '#anchoring/embedded';
import type { CodedError } from '#primitives';
import {
  cosigners,
  foundedGenesis,
  genesis,
  logSigner,
  payloads,
  signed,
  START,
} from '../../contract/test/founded-cooperative.js';
import { FailingLedgerStorage } from './failing-ledger-storage.js';

async function open(storage = new FailingLedgerStorage(), of: Genesis = genesis) {
  const time = { now: START };
  const reported: CodedError[] = [];
  const ledger = await openEmbeddedLedger({
    genesis: of,
    storage,
    signers: { log: logSigner, cosigners },
    clock: () => time.now * 1000,
    report: (problem) => reported.push(problem),
  });
  return { ledger, storage, time, reported };
}

const verifier = () => signed('register_verifier', payloads.verifier);
const coded = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe('a storage is continued', () => {
  it('by the ledger whose it is, and by no other', async () => {
    const { storage } = await open();
    const other = foundedGenesis({ createdAt: START - 99 });
    await expect(open(storage, other)).rejects.toThrow(coded('genesis_differs'));
    expect((await open(storage)).ledger.status()).toEqual({ state: 'running' });
  });

  it.each([
    ['is missing', `delete from ledger_replicas where name = 'citizens'`],
    ['is at another height', `update ledger_replicas set position = replace(position, '"height":1', '"height":2') where name = 'citizens'`], // prettier-ignore
  ])('not where a cosigner’s replica %s: the ledger halts and says so', async (_, sql) => {
    const { ledger, storage } = await open();
    await ledger.submit(await verifier());
    await ledger.close();
    expect(storage.alter(sql)).toBe(1);
    const { ledger: again, reported } = await open(storage);
    expect(again.status()).toMatchObject({ state: 'halted', code: 'replicas_differ' });
    expect(reported.map(({ code }) => code)).toEqual(['replicas_differ']);
  });
});

it('a state proof speaks of one key to as many as it may', async () => {
  const { ledger } = await open();
  const keys = Array.from({ length: MAX_STATE_PROOF_KEYS + 1 }, (_, place) => `key/${place}`);
  expect((await ledger.proveState(keys.slice(1))).entries).toHaveLength(MAX_STATE_PROOF_KEYS);
  for (const wrong of [[], keys]) await expect(ledger.proveState(wrong)).rejects.toThrow(coded('too_many_state_keys'));
});

it('a head is cosigned anew when its attestation is older than three seconds, and never for an earlier time', async () => {
  const { ledger, time, reported } = await open();
  const first = await ledger.checkpoint();
  time.now += 3;
  expect(await ledger.checkpoint()).toBe(first);
  time.now += 1;
  expect(await ledger.checkpoint()).not.toBe(first);
  time.now -= 30;
  expect(await ledger.submit(await verifier())).toMatchObject({ outcome: 'accepted' });
  expect([ledger.status(), reported]).toEqual([{ state: 'running' }, []]);
});

it('ten thousand wait at most; a repeat of what stands waits for nothing', async () => {
  const { ledger } = await open();
  const one = await verifier();
  const outcomes = await Promise.allSettled(Array.from({ length: 10_001 }, () => ledger.submit(one)));
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toEqual([{ status: 'rejected', reason: coded('ledger_unavailable') }]);
  expect(outcomes.filter((each) => each.status === 'fulfilled' && each.value.outcome === 'accepted')).toHaveLength(1);
});

it('a closed ledger answers nothing, and who still waits for a block is told', async () => {
  const { ledger } = await open();
  const waiting = Promise.allSettled([ledger.submit(await verifier())]);
  await ledger.close();
  await waiting;
  const asked = [
    async () => ledger.submit(await verifier()),
    () => ledger.checkpoint(),
    () => ledger.head(),
    () => ledger.entries(0, 1),
  ];
  for (const ask of asked) await expect(ask()).rejects.toThrow(coded('ledger_unavailable'));
});
