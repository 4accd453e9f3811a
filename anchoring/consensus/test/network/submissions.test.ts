import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { encodeUtf8, systemClock } from '#primitives';
import { createNodeRpc } from '../../src/network/node-rpc.js';
import { Submissions, type SubmissionOptions } from '../../src/network/submissions.js';
import { failure, FictiveNode, send } from './fictive-node.js';

let node: FictiveNode;
beforeEach(async () => {
  node = await FictiveNode.start();
});
afterEach(() => node.stop());

const transaction = encodeUtf8('a ledger transaction');
const base64 = Buffer.from(transaction).toString('base64');
const rpcOf = () => createNodeRpc({ port: node.port });
const submissions = (times: Partial<SubmissionOptions> = {}) =>
  new Submissions({ rpc: rpcOf(), clock: systemClock, pollMilliseconds: 5, resendMilliseconds: 40, ...times });

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('waits until the transaction stands in a block, and says where and what the application said', async () => {
  node.makeBlock();
  node.mempool.push(Buffer.from('somebody else').toString('base64'));
  const submitted = submissions().submit(transaction);
  await until(() => node.mempool.length === 2);
  node.makeBlock(0);
  expect(await submitted).toMatchObject({ outcome: 'included', height: 2, index: 1, code: 0 });
});

it("an application's refusal within a block is told too", async () => {
  const submitted = submissions().submit(transaction);
  await until(() => node.mempool.length === 1);
  node.makeBlock(7);
  expect(await submitted).toMatchObject({ outcome: 'included', height: 1, code: 7 });
});

it('refuses at once what the application refuses beforehand', async () => {
  node.checkCode = 3;
  expect(await submissions().submit(transaction)).toMatchObject({ outcome: 'refused', code: 3, log: 'as told' });
});

it('is an outage after the patience of this one submission, and when it is closed', async () => {
  const patient = submissions({ patienceMilliseconds: 60_000 });
  await expect(patient.submit(transaction, 30)).rejects.toMatchObject({ code: 'transaction_not_included' });
  const waiting = expect(patient.submit(transaction)).rejects.toMatchObject({
    code: 'submissions_closed',
    fault: 'outage',
  });
  await until(() => node.received.length >= 2);
  patient.close();
  await waiting;
  await expect(patient.submit(transaction)).rejects.toMatchObject({ code: 'submissions_closed' });
});

it('sends the same bytes again when the node has forgotten them', async () => {
  const submitted = submissions().submit(transaction);
  await until(() => node.mempool.length === 1);
  node.mempool = [];
  await until(() => node.mempool.length === 1);
  node.makeBlock();
  expect(await submitted).toMatchObject({ outcome: 'included', height: 1 });
  expect(node.received.length).toBeGreaterThan(1);
  expect(new Set(node.received)).toEqual(new Set([base64]));
});

it('a transaction that is resent after its inclusion, and refused as a repeat, is still found in its block', async () => {
  const submitted = submissions({ pollMilliseconds: 60, resendMilliseconds: 1 }).submit(transaction);
  await until(() => node.mempool.length === 1);
  node.checkCode = 9;
  node.makeBlock();
  expect(await submitted).toMatchObject({ outcome: 'included', height: 1 });
});

it('refuses what was sent again and refused, once every block up to then was read', async () => {
  const submitted = submissions().submit(transaction);
  await until(() => node.mempool.length === 1);
  node.mempool = [];
  node.checkCode = 4;
  expect(await submitted).toMatchObject({ outcome: 'refused', code: 4 });
});

it('outlives a node that fails for a while', async () => {
  const submitted = submissions().submit(transaction);
  await until(() => node.mempool.length === 1);
  let failures = 0;
  node.answer = (_, response) => {
    failures++;
    send(response, failure('panic'));
  };
  await until(() => failures > 5);
  node.answer = undefined;
  node.makeBlock();
  expect(await submitted).toMatchObject({ outcome: 'included', height: 1 });
});

it('sends again what a node that could not be reached has forgotten, as soon as it answers', async () => {
  const patient = submissions({ resendMilliseconds: 60_000 });
  const submitted = patient.submit(transaction);
  await until(() => node.mempool.length === 1);
  let failures = 0;
  node.answer = (_, response) => {
    failures++;
    response.destroy();
  };
  await until(() => failures > 3);
  node.mempool = [];
  node.answer = undefined;
  await until(() => node.mempool.length === 1);
  node.makeBlock();
  expect(await submitted).toMatchObject({ outcome: 'included', height: 1 });
});

it('gives up after its patience, and the same bytes may be submitted again', async () => {
  const impatient = submissions({ patienceMilliseconds: 500 });
  await expect(impatient.submit(transaction)).rejects.toMatchObject({
    code: 'transaction_not_included',
    fault: 'outage',
  });
  node.mempool = [];
  const again = impatient.submit(transaction);
  await until(() => node.mempool.length === 1);
  node.makeBlock();
  expect(await again).toMatchObject({ outcome: 'included', height: 1 });
});

it('the same bytes are submitted once, and many share one reader', async () => {
  const all = submissions({ resendMilliseconds: 60_000 });
  const others = Array.from({ length: 50 }, (_, number) => encodeUtf8(`transaction ${number}`));
  const submitted = [...others, ...others].map((bytes) => all.submit(bytes));
  await until(() => node.mempool.length === 50);
  node.makeBlock();
  const outcomes = await Promise.all(submitted);
  expect(outcomes).toHaveLength(100);
  expect(outcomes.every(({ outcome }) => outcome === 'included')).toBe(true);
  expect(node.received).toHaveLength(50);
});

it('is an outage where no node answers, and where there is no room', async () => {
  node.answer = (request, response) =>
    send(response, request.method === 'status' ? { result: {} } : failure('mempool is full: number of txs 10000'));
  await expect(submissions().submit(transaction)).rejects.toMatchObject({ code: 'node_answer_malformed' });
  await expect(rpcOf().broadcast(transaction)).rejects.toMatchObject({ code: 'mempool_full', fault: 'outage' });
  const orphaned = submissions();
  await node.stop();
  await expect(orphaned.submit(transaction)).rejects.toMatchObject({ code: 'node_unreachable', fault: 'outage' });
});

it('refuses a transaction that is too large, before the node sees it', async () => {
  await expect(rpcOf().broadcast(new Uint8Array(65_537))).rejects.toMatchObject({ code: 'transaction_too_large' });
  expect(node.received).toEqual([]);
});

it.each([
  ['longer than 8 MiB', `{"result":"${'x'.repeat(8 * 1024 * 1024)}"}`, 'node_unreachable'],
  ['no JSON', 'Not found', 'node_unreachable'],
  ['no object', '[]', 'node_answer_malformed'],
  ['of another shape', '{"result":{"node_info":{"id":7}}}', 'node_answer_malformed'],
])('refuses an answer that is %s', async (_, text, code) => {
  node.answer = (_request, response) => void response.end(text);
  await expect(rpcOf().status()).rejects.toMatchObject({ code, fault: 'outage' });
});

it('follows no redirect', async () => {
  node.answer = (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  await expect(rpcOf().status()).rejects.toMatchObject({ code: 'node_unreachable' });
});
