import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createNodeRpc } from '../../src/network/node-rpc.js';
import { failure, FictiveNode, send } from './fictive-node.js';

let node: FictiveNode;
beforeEach(async () => {
  node = await FictiveNode.start();
});
afterEach(() => node.stop());

it.each<[string, (response: ServerResponse) => void]>([
  ['is longer than a block can be', (response) => response.end(`"${'x'.repeat(9 * 1024 * 1024)}"`)],
  ['sends elsewhere', (response) => response.writeHead(302, { location: `http://127.0.0.1:${node.port}/other` }).end()],
  ['is no JSON', (response) => response.end('<html>')],
  ['ends in the middle', (response) => response.write('{"jsonrpc"', () => response.destroy())],
  ['is nothing', (response) => response.destroy()],
])('an answer that %s is an outage, and the next one is read', async (_, answer) => {
  const rpc = createNodeRpc({ port: node.port });
  node.answer = (_request, response) => answer(response);
  await expect(rpc.status()).rejects.toMatchObject({ code: 'node_unreachable', fault: 'outage' });
  node.answer = undefined;
  expect(await rpc.status()).toMatchObject({ height: 0 });
});

it.each([
  ['that it waits already', 'tx already exists in cache', { outcome: 'known' }],
  ['that too many wait', 'mempool is full: number of txs 5000', { code: 'mempool_full', fault: 'outage' }],
  ['anything else', 'tx is too nice', { code: 'node_call_failed', fault: 'outage' }],
])('what a node says of a ledger transaction: %s', async (_, words, expected) => {
  const rpc = createNodeRpc({ port: node.port });
  node.answer = (_request, response) => send(response, failure(words));
  expect(await rpc.broadcast(Uint8Array.of(1)).catch((error: unknown) => error)).toMatchObject(expected);
  node.answer = (_request, response) => response.destroy();
  await expect(rpc.broadcast(Uint8Array.of(1))).rejects.toMatchObject({ code: 'node_unreachable' });
});

it('whose votes a node has, and no more than are told of each validator', async () => {
  const rpc = createNodeRpc({ port: node.port });
  const keys = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const says = (
    bits: string,
    rounds = [{ prevotes_bit_array: bits, precommits_bit_array: 'BA{3:___} 0/3 = 0.00' }],
  ) => {
    node.answer = ({ method }, response) => {
      const validators = keys.map((value) => ({
        pub_key: { type: 'tendermint/PubKeyEd25519', value },
        voting_power: '1',
      }));
      const state = { round_state: { 'height/round/step': '7/0/4', height_vote_set: rounds } };
      const all = { block_height: '7', validators, total: '3' };
      send(response, { result: method === 'validators' ? all : state });
    };
    return rpc.voters();
  };
  const [first, second, third] = keys.map((key) => Buffer.from(key, 'base64').toString('base64url'));
  expect(await says('BA{3:x_x} 2/3 = 0.67')).toEqual({ height: 7, heard: [first, third], silent: [second] });
  expect(await says('BA{3:___} 0/3 = 0.00')).toEqual({ height: 7, heard: [], silent: [first, second, third] });
  const malformed = { code: 'node_answer_malformed', fault: 'outage' };
  for (const wrong of ['BA{4:xxxx} 4/4 = 1.00', 'BA{3:xx} 2/2 = 1.00', 'BA{3:xyx}', 'nil']) {
    const precommits_bit_array = wrong.startsWith('BA{4') ? 'BA{4:____} 0/4 = 0.00' : wrong;
    await expect(says(wrong, [{ prevotes_bit_array: wrong, precommits_bit_array }])).rejects.toMatchObject(malformed);
  }
});

it('an answer that is JSON and no answer is malformed', async () => {
  node.answer = (_request, response) => response.end('null');
  const asked = createNodeRpc({ port: node.port }).status();
  await expect(asked).rejects.toMatchObject({ code: 'node_answer_malformed', fault: 'outage' });
});
