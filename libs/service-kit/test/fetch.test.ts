import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGuardedFetch, isPublicAddress, type GuardedFetch, type GuardedFetchOptions } from '#service-kit/fetch';

const closing: (() => void)[] = [];

function guarded(options: Partial<GuardedFetchOptions> = {}): GuardedFetch {
  const { fetch, close } = createGuardedFetch({
    outgoingOrigins: [],
    serviceIsLoopback: true,
    timeoutMilliseconds: 10_000,
    maxBytes: 100,
    ...options,
  });
  closing.push(close);
  return fetch;
}

describe('the guarded fetch', () => {
  let server: Server;
  let origin: string;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/redirect') response.writeHead(302, { location: '/' }).end();
      else if (request.url === '/large') response.end('x'.repeat(101));
      else if (request.url === '/endless') response.write('x');
      else if (request.url === '/unchanged') response.writeHead(304).end();
      else if (request.url !== '/silent') {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => response.end(JSON.stringify({ method: request.method, body })));
      }
    });
    server.on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    for (const close of closing) close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('calls a listed loopback origin from a service on loopback, and keeps the connection', async () => {
    const fetch = guarded({ outgoingOrigins: [origin] });
    const before = connections;
    const answer = await fetch(`${origin}/echo`, { method: 'POST', body: 'é' });
    expect([answer.status, answer.json()]).toEqual([200, { method: 'POST', body: 'é' }]);
    await fetch(`${origin}/echo`);
    expect(connections - before).toBe(1);
  });

  it('refuses a loopback origin that is not listed', async () => {
    await expect(guarded()(`${origin}/`)).rejects.toMatchObject({ code: 'address_not_allowed' });
    await expect(guarded()(origin.replace('127.0.0.1', 'localhost'))).rejects.toMatchObject({ code: 'insecure_url' });
  });

  it('refuses a listed loopback origin to a service that is not on loopback', async () => {
    const fetch = guarded({ outgoingOrigins: [origin], serviceIsLoopback: false });
    await expect(fetch(`${origin}/`)).rejects.toMatchObject({ code: 'address_not_allowed' });
  });

  it('refuses plain http, credentials in the URL, other schemes and garbage', async () => {
    const fetch = guarded();
    await expect(fetch('http://example.org/')).rejects.toMatchObject({ code: 'insecure_url' });
    await expect(fetch('https://user:secret@example.org/')).rejects.toMatchObject({ code: 'malformed_url' });
    await expect(fetch('file:///etc/hostname')).rejects.toMatchObject({ code: 'insecure_url' });
    await expect(fetch('nonsense')).rejects.toMatchObject({ code: 'malformed_url' });
  });

  it.each(['10.1.2.3', '[fd00::1]', '[::ffff:10.0.0.1]', '169.254.169.254', '2130706433', '0x7f.1'])(
    'refuses the literal address %s',
    async (host) => {
      await expect(guarded()(`https://${host}/`)).rejects.toMatchObject({ code: 'address_not_allowed' });
    },
  );

  it('refuses a name that leads to a private address, even beside a public one', async () => {
    const fetch = guarded({
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    });
    await expect(fetch('https://rebinding.example/')).rejects.toMatchObject({ code: 'address_not_allowed' });
  });

  it('refuses a name that leads nowhere', async () => {
    await expect(guarded({ resolve: async () => [] })('https://nowhere.example/')).rejects.toMatchObject({
      code: 'address_not_allowed',
    });
  });

  it('connects to the address that it checked, and asks for it once', async () => {
    const asked: string[] = [];
    const { port } = server.address() as AddressInfo;
    const named = `http://service.localhost:${port}`;
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const fetch = guarded({ outgoingOrigins: [named], resolve });
    expect((await fetch(`${named}/echo`)).status).toBe(200);
    expect(asked).toEqual(['service.localhost']);
  });

  it('refuses redirects and oversized answers, and passes "not modified"', async () => {
    const fetch = guarded({ outgoingOrigins: [origin] });
    await expect(fetch(`${origin}/redirect`)).rejects.toMatchObject({ code: 'redirect_refused', fault: 'outage' });
    await expect(fetch(`${origin}/large`)).rejects.toMatchObject({ code: 'answer_too_large', fault: 'outage' });
    expect((await fetch(`${origin}/unchanged`)).status).toBe(304);
  });

  it('gives up on a silent and on an endless answer', async () => {
    const fetch = guarded({ outgoingOrigins: [origin], timeoutMilliseconds: 300 });
    await expect(fetch(`${origin}/silent`)).rejects.toMatchObject({ code: 'fetch_timeout', fault: 'outage' });
    await expect(fetch(`${origin}/endless`)).rejects.toMatchObject({ code: 'fetch_timeout', fault: 'outage' });
  });

  it('says that a service cannot be reached', async () => {
    const nobody = 'http://127.0.0.1:1';
    const fetch = guarded({ outgoingOrigins: [nobody] });
    await expect(fetch(nobody)).rejects.toMatchObject({ code: 'fetch_failed', fault: 'outage' });
  });
});

describe('public addresses', () => {
  it.each(['93.184.216.34', '2606:4700::1111'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each(['0.0.0.0', '100.64.0.1', '172.31.0.1', '192.168.1.1', '224.0.0.1', '255.255.255.255', '::', '::1'])(
    '%s is none',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
  it.each(['fe80::1', 'fc00::1', 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1', 'nonsense'])(
    '%s is none',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
