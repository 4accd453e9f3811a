import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { readAtMost } from '../src/read-at-most.js';

it('an answer is read whole, and one that does not end is not read on', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/short') return void response.end('{"é":1}');
    const flood = setInterval(() => response.write('x'.repeat(1000)), 1);
    response.on('close', () => clearInterval(flood));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await readAtMost(await fetch(`${address}/short`), 8)).toBe('{"é":1}');
  await expect(readAtMost(await fetch(`${address}/short`), 7)).rejects.toMatchObject({ code: 'answer_too_long' });
  await expect(readAtMost(await fetch(`${address}/endless`), 5000)).rejects.toMatchObject({ code: 'answer_too_long' });
  server.closeAllConnections();
  server.close();
});
