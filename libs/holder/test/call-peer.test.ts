import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callPeer } from '../src/call-peer.js';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url) {
      case '/large':
        return void response.end(Buffer.alloc(2 * 1024 * 1024, 'a'));
      case '/redirect':
        return void response.writeHead(302, { location: '/small' }).end();
      case '/broken':
        return void response.writeHead(503).end('{}');
      case '/latin':
        return void response.end(Buffer.from([0xe9]));
      case '/empty':
        return void response.writeHead(204).end();
      default:
        return void response.writeHead(404, { 'retry-after': '5' }).end('é');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const call = (path: string) => callPeer(fetch, `${url}${path}`, { method: 'GET' });

describe('the wallet, calling the other side,', () => {
  it('reads status, headers and text', async () => {
    const answer = await call('/small');
    expect({ status: answer.status, body: answer.body, wait: answer.header('retry-after') }).toEqual({
      status: 404,
      body: 'é',
      wait: '5',
    });
    expect((await call('/empty')).body).toBe('');
  });

  it.each([
    ['/large', 'answer_too_large', 'refusal'],
    ['/latin', 'malformed_utf8', 'refusal'],
    ['/redirect', 'peer_unreachable', 'outage'],
    ['/broken', 'peer_unreachable', 'outage'],
  ])('refuses %s as %s, a %s', async (path, code, fault) => {
    await expect(call(path)).rejects.toMatchObject({ code, fault });
  });

  it('goes to no address without TLS but its own machine, and to nothing that is no address', async () => {
    const neverAsked = () => Promise.reject(new Error('this must not be called'));
    for (const [address, code] of [
      ['http://verifier.example/r', 'insecure_url'],
      ['file:///etc/passwd', 'insecure_url'],
      ['not an address', 'malformed_url'],
    ] as const) {
      await expect(callPeer(neverAsked, address, { method: 'GET' })).rejects.toMatchObject({ code });
    }
  });

  it('says that the other side cannot be reached', async () => {
    const nowhere = () => Promise.reject(new TypeError('fetch failed'));
    await expect(callPeer(nowhere, url, { method: 'GET' })).rejects.toMatchObject({ code: 'peer_unreachable' });
  });
});
