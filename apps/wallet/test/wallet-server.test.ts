import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeConfig } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { foundCooperative } from './found-cooperative.js';
import { startWallet, type WalletService } from '../src/server/start-wallet.js';
import {
  completeWalletConfig,
  connectSources,
  loadWalletConfig,
  walletConfigShape,
  type WalletConfig,
} from '../src/server/wallet.config.js';

const SCRIPT = `export const text = '${'a'.repeat(4_000)}';`;
const log = createLog({ service: 'wallet', level: 'silent' });

let folder: string;
let config: WalletConfig;
let service: WalletService;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incola-wallet-server-'));
  await mkdir(join(folder, 'app', 'assets'), { recursive: true });
  await writeFile(join(folder, 'app', 'index.html'), '<!doctype html><title>wallet</title>');
  await writeFile(join(folder, 'app', 'service-worker.js'), '// worker');
  await writeFile(join(folder, 'app', 'assets', 'index-a1b2.js'), SCRIPT);
  await writeFile(join(folder, 'app', 'notes.txt'), 'not for delivery');
  await writeFile(join(folder, 'trust.json'), JSON.stringify(await foundCooperative()));
  config = completeWalletConfig(
    walletConfigShape.parse({ port: 0, trustFile: 'trust.json', appFolder: 'app', name: 'Essai' }),
    folder,
  );
  service = await startWallet(config, { log });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${service.url}${path}`, { headers });

/** Without the client's own tidying of the path. */
function statusOf(path: string, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the wallet’s server', () => {
  it.each([
    '/',
    '/setup',
    '/unlock',
    '/offer',
    '/present',
    '/card/ab12',
    '/history',
    '/history/ab12',
    '/settings',
    '/scan',
  ])('answers %s with the shell, which is asked for anew each time', async (path) => {
    const answer = await get(path);
    expect(await answer.text()).toContain('<title>wallet</title>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets files with a digest in their name be kept for ever, and no other', async () => {
    const asset = await get('/assets/index-a1b2.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await asset.text()).toBe(SCRIPT);
    expect((await get('/service-worker.js')).headers.get('cache-control')).toBe('no-cache');
  });

  it('sends what compresses well compressed, to those who understand it, and nothing twice', async () => {
    const compressed = await get('/assets/index-a1b2.js', { 'accept-encoding': 'gzip' });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(await compressed.text()).toBe(SCRIPT);
    const plain = await get('/assets/index-a1b2.js', { 'accept-encoding': 'gzip;q=0' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const again = await get('/', { 'if-none-match': (await get('/')).headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('sets a policy without exceptions: only our own code, no frames, no forms elsewhere', async () => {
    for (const path of ['/', '/assets/index-a1b2.js', '/service-worker.js']) {
      const headers = (await get(path)).headers;
      const policy = headers.get('content-security-policy') ?? '';
      const parts = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));
      expect(policy).not.toMatch(/unsafe|\*|http:(?!\/\/localhost)/);
      expect(parts.get('default-src')).toEqual(["'none'"]);
      for (const own of ['script-src', 'style-src', 'worker-src', 'manifest-src', 'form-action']) {
        expect(parts.get(own)).toEqual(["'self'"]);
      }
      expect(parts.get('img-src')).toEqual(["'self'", 'blob:', 'data:']);
      expect(parts.get('frame-ancestors')).toEqual(["'none'"]);
      expect(parts.get('base-uri')).toEqual(["'none'"]);
      expect(parts.get('require-trusted-types-for')).toEqual(["'script'"]);
      expect(parts.get('connect-src')).toEqual(["'self'", 'https:', ...config.outgoingOrigins]);
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('says whom to believe', async () => {
    const answer = await get('/wallet.json');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.json()).toMatchObject({
      name: 'Essai',
      cooperative: { url: 'http://localhost:4003' },
      trustFile: { format: 'incola-trust', genesis: { format: 'incola-genesis' } },
    });
  });

  it.each([
    '/../trust.json',
    '/assets/../../trust.json',
    '/assets/%2e%2e/%2e%2e/trust.json',
    '/..%2ftrust.json',
    '/assets/..\\..\\trust.json',
    '//etc/passwd',
    '/notes.txt',
    '/assets/',
    '/trust.json',
    '/card/../settings',
    '/unknown',
    '/%00',
  ])('gives nothing for %s', async (path) => {
    expect(await statusOf(path)).toBeGreaterThanOrEqual(400);
  });

  it('takes nothing', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await statusOf('/', method)).toBe(404);
  });
});

describe('the configuration of the wallet’s server', () => {
  it('has a sentence for every field', () => {
    expect(describeConfig('wallet', walletConfigShape)).not.toContain('(no sentence)');
  });

  it('uses loopback origins only where the wallet is on loopback itself', () => {
    const away = { ...config, publicUrl: 'https://wallet.example' };
    expect(connectSources(away)).toEqual(["'self'", 'https:']);
  });

  it.each(['http://192.168.1.2:80', 'http://localhost:4001/', "http://localhost:4001; script-src 'unsafe-eval'", '*'])(
    'refuses %j as an origin',
    (origin) => {
      expect(walletConfigShape.safeParse({ outgoingOrigins: [origin] }).success).toBe(false);
    },
  );

  it('refuses to start without a trust file, or without the app', async () => {
    const without = { ...config, trustFile: join(folder, 'none.json') };
    await expect(startWallet(without, { log })).rejects.toMatchObject({ code: 'not_founded', fault: 'outage' });
    for (const appFolder of [join(folder, 'none'), join(folder, 'app', 'assets')]) {
      await expect(startWallet({ ...config, appFolder }, { log })).rejects.toMatchObject({ code: 'app_not_built' });
    }
  });

  it('can be had from the environment alone', () => {
    const loaded = loadWalletConfig(undefined, { INCOLA_WALLET_PORT: '5000', INCOLA_WALLET_NAME: 'Other' });
    expect(loaded).toMatchObject({ port: 5000, name: 'Other' });
  });
});
