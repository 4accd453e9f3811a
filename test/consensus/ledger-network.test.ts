import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { decodeUtf8, encodeUtf8, systemClock } from '#primitives';
import {
  genesisDigest,
  ledgerTransactionId,
  parseLedgerProof,
  verifyLedgerProof,
  writeLedgerTransaction,
  type CometbftAttestation,
  type HistoryProof,
} from '#ledger';
import { readLightBlock, Submissions } from '#anchoring/consensus';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** The real engine with the ledger's application beside each of three validators, one in each college. */
let ledger: RunningLedger;
beforeAll(async () => {
  ledger = await RunningLedger.start(1);
}, BUILD_MILLISECONDS);
afterAll(() => ledger?.stop());

it('a ledger transaction is accepted by all nodes, and its proof is verified from the trust file alone', async () => {
  const ledgerTransaction = await ledger.admitMember();
  const submitted = await ledger.submit(ledgerTransaction);
  expect(submitted).toMatchObject({ outcome: 'included', code: 0 });
  expect(new Set(await ledger.heads()).size).toBe(1);

  const { rpc } = ledger.node(1);
  const answer = await rpc.query(`/history/${ledgerTransactionId(ledgerTransaction.body)}`, new Uint8Array());
  const { appState, colleges, attestedFrom, ...history } = JSON.parse(decodeUtf8(answer.value)) as Pick<
    HistoryProof,
    'ledgerTransaction' | 'height' | 'inclusion'
  > &
    Pick<CometbftAttestation, 'appState' | 'colleges'> & { attestedFrom: number };
  // The header that follows the block carries what the block left behind.
  for (let attempt = 0; (await rpc.status()).height < attestedFrom && attempt < 50; attempt++) await sleep(100);
  const block = await readLightBlock(rpc, attestedFrom);
  const proof = {
    format: 'incola-ledger-proof',
    version: 1,
    kind: 'history',
    genesis: genesisDigest(ledger.genesis),
    ...history,
    attestation: { kind: 'cometbft', appState, ...block, bridge: [], colleges },
  };
  const parsed = parseLedgerProof(JSON.stringify(proof));
  const { attested } = await verifyLedgerProof(parsed, ledger.genesis, verifyWithNodeCrypto);
  expect(attested.colleges.map(({ college }) => college).sort()).toEqual([
    'citizens',
    'data_providers',
    'service_providers',
  ]);
});

it('refuses a repeat, and what is no ledger transaction', async () => {
  const ledgerTransaction = await ledger.admitMember();
  expect(await ledger.submit(ledgerTransaction)).toMatchObject({ outcome: 'included', code: 0 });
  const again = await ledger.node(1).rpc.broadcast(encodeUtf8(writeLedgerTransaction(ledgerTransaction)));
  expect(again.outcome).not.toBe('taken');
  const rubbish = new Submissions({ rpc: ledger.node(0).rpc, clock: systemClock }).submit(encodeUtf8('rubbish'));
  expect(await rubbish).toMatchObject({ outcome: 'refused' });
});

it('an application that is killed comes back with its engine, and nothing is lost', async () => {
  const node = ledger.node(2);
  const starts = node.engine.starts;
  const before = Date.now();
  await node.application?.kill();
  const submitted = await ledger.submit(await ledger.admitMember());
  expect(submitted).toMatchObject({ outcome: 'included', code: 0 });
  process.stdout.write(`included ${Date.now() - before} ms after the application was killed\n`);
  expect(new Set(await ledger.heads()).size).toBe(1);
  expect(node.engine.starts).toBeGreaterThan(starts);
  expect(ledger.reports).toContainEqual(
    expect.stringMatching(/application ended \(signal SIGKILL\) and is started again/),
  );
  expect(ledger.reports).toContainEqual(expect.stringMatching(/CometBFT ended \(exit code 0\) and is started again/));
});

it('all killed at once go on, and nothing is lost', async () => {
  const before = await ledger.heads();
  await Promise.all(
    ledger.network.nodes.flatMap(({ engine, application }) => [
      engine.kill(),
      application?.kill() ?? Promise.resolve(),
    ]),
  );
  await Promise.all(ledger.network.nodes.map((node) => node.whenReady()));
  const submitted = (await ledger.submit(await ledger.admitMember())) as { height: number; code: number };
  expect(submitted.code).toBe(0);
  expect(submitted.height).toBeGreaterThan((JSON.parse(before[0] ?? '') as { height: number }).height);
  expect(new Set(await ledger.heads()).size).toBe(1);
});
