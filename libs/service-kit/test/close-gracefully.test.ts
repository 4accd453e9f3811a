import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { closeGracefullyOf } from '../src/http/close-gracefully.js';

describe('the end of a server', () => {
  test('does not wait for connections on which nothing was ever asked, but for the answer that is under way', async () => {
    let answer = () => {};
    const server = createServer((_request, response) => {
      answer = () => void response.end('done');
      server.emit('asked');
    });
    const closeGracefully = closeGracefullyOf(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    await once(server, 'connection');
    const asked = once(server, 'asked');
    const running = fetch(`http://127.0.0.1:${port}/`);
    await asked;
    const startedAt = performance.now();
    const closed = closeGracefully(async () => {
      const end = once(server, 'close');
      server.close();
      await end;
    });
    await once(silent, 'close');
    answer();
    expect(await (await running).text()).toBe('done');
    await closed;
    // The limit for what does not end is 10 seconds.
    expect(performance.now() - startedAt).toBeLessThan(9_000);
  });
});
