import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createNodeRpc } from '../../src/network/node-rpc.js';
import { FictiveNode } from './fictive-node.js';

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
