import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Writable } from 'node:stream';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { publishesWhatItServes } from '#service-kit/tls';
import { eventually } from '../../../test/environment/eventually.js';
import { makeTlsCertificate, type TlsCertificate } from '../../../test/environment/tls-certificate.js';

@Controller()
class Hello {
  @Get('hello')
  hello(): unknown {
    return { hello: true };
  }
}

@Module({ controllers: [Hello] })
class HelloModule {}

let folder: string;
let logged = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incola-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function serve(tls: { certificateFile: string; keyFile: string }): Promise<HttpService> {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  return createHttpService({
    module: HelloModule,
    publicUrl: 'https://localhost:4999',
    listen: { host: '127.0.0.1', port: 0 },
    tls: { certificateFile: tls.certificateFile, keyFile: tls.keyFile, lookAgainMilliseconds: 20 },
    bodyLimitBytes: 1024,
    publicCors: () => false,
    errors: { statuses: {} },
    log: createLog({ service: 'hello', level: 'info', destination }),
  });
}

/** @returns what was agreed on; throws where nothing was */
async function shakeHands(
  service: HttpService,
  options: ConnectionOptions,
): Promise<{ version: string; suite: string }> {
  const socket = connect({
    host: '127.0.0.1',
    port: Number(new URL(service.url).port),
    servername: 'localhost',
    ...options,
  });
  try {
    await once(socket, 'secureConnect');
    return { version: String(socket.getProtocol()), suite: socket.getCipher().name };
  } finally {
    socket.destroy();
  }
}

async function servedSerial(service: HttpService): Promise<string> {
  const socket: TLSSocket = connect({
    host: '127.0.0.1',
    port: Number(new URL(service.url).port),
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

describe.each(['ECDSA', 'RSA'] as const)('a service that serves TLS itself with an %s key', (kind) => {
  let service: HttpService;
  let certificate: TlsCertificate;
  beforeAll(async () => {
    certificate = await makeTlsCertificate(folder, { kind, name: kind });
    service = await serve(certificate);
  });
  afterAll(() => service.close());

  test('answers under https, and tells browsers to come so again', async () => {
    expect(service.url).toMatch(/^https:/);
    const asked = request(`${service.url}/hello`, { ca: certificate.certificate });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    answer.resume();
    await once(answer, 'end');
  });

  test.each([
    ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
    ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
    ['TLSv1.2', `ECDHE-${kind}-AES128-GCM-SHA256`],
    ['TLSv1.2', `ECDHE-${kind}-AES256-GCM-SHA384`],
  ] as const)('accepts %s with %s', async (version, suite) => {
    const options = { ca: certificate.certificate, minVersion: version, maxVersion: version, ciphers: suite };
    expect(await shakeHands(service, options)).toEqual({ version, suite });
  });

  test.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (version) => {
    // Level 0 lets this client offer what OpenSSL's own default would not.
    const options = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0', rejectUnauthorized: false };
    await expect(shakeHands(service, options)).rejects.toMatchObject({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' });
  });

  test.each([
    `ECDHE-${kind}-AES128-SHA256`,
    `ECDHE-${kind}-AES256-SHA`,
    `ECDHE-${kind}-CHACHA20-POLY1305`,
    ...(kind === 'RSA' ? ['AES128-GCM-SHA256', 'DHE-RSA-AES128-GCM-SHA256', 'AES128-SHA'] : []),
  ])('refuses TLS 1.2 with %s', async (suite) => {
    const options = { maxVersion: 'TLSv1.2', ciphers: `${suite}:@SECLEVEL=0`, rejectUnauthorized: false } as const;
    await expect(shakeHands(service, options)).rejects.toMatchObject({ code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' });
  });

  test('does not answer plain HTTP, and no redirect leads from there', async () => {
    const socket = connectPlain(Number(new URL(service.url).port), '127.0.0.1');
    let answered = '';
    socket.on('data', (chunk: Buffer) => (answered += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write('GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    await once(socket, 'close');
    expect(answered).not.toContain('HTTP/1.1 2');
    expect(answered).not.toContain('evil.example');
  });
});

test('a renewed certificate is served without a restart, and one that does not fit its key is not', async () => {
  const live = { certificateFile: join(folder, 'live.crt'), keyFile: join(folder, 'live.key') };
  const put = (from: TlsCertificate, what: 'certificateFile' | 'keyFile') => copyFileSync(from[what], live[what]);
  const before = await makeTlsCertificate(folder, { name: 'before' });
  put(before, 'certificateFile');
  put(before, 'keyFile');
  const service = await serve(live);
  try {
    const first = await servedSerial(service);
    const renewed = await makeTlsCertificate(folder, { name: 'renewed' });
    logged = '';
    put(renewed, 'certificateFile');
    await eventually(() => expect(logged).toContain('is not the one of the first certificate'));
    expect(await servedSerial(service)).toBe(first);
    put(renewed, 'keyFile');
    await eventually(() => expect(logged).toContain('a renewed TLS certificate is served'));
    expect(await servedSerial(service)).not.toBe(first);
    expect(await shakeHands(service, { ca: renewed.certificate, maxVersion: 'TLSv1.2' })).toMatchObject({
      version: 'TLSv1.2',
    });
    const old = {
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0',
      rejectUnauthorized: false,
    } as const;
    await expect(shakeHands(service, old)).rejects.toThrow();
  } finally {
    await service.close();
  }
});

test('a connection that shook hands and asked nothing does not hold up the end', async () => {
  const certificate = await makeTlsCertificate(folder, { name: 'idle' });
  const service = await serve(certificate);
  const silent = connect({ host: '127.0.0.1', port: Number(new URL(service.url).port), ca: certificate.certificate });
  await once(silent, 'secureConnect');
  const startedAt = performance.now();
  await service.close();
  expect(performance.now() - startedAt).toBeLessThan(9_000);
  silent.destroy();
});

describe('what cannot be served is said at start', () => {
  let good: TlsCertificate;
  beforeAll(async () => {
    good = await makeTlsCertificate(folder, { name: 'good' });
    writeFileSync(join(folder, 'text'), 'nothing', { mode: 0o600 });
  });
  const at = (name: string) => join(folder, name);

  test.each([
    [
      'a file that is not there',
      'tls_file_unreadable',
      () => ({ certificateFile: at('none.crt'), keyFile: good.keyFile }),
    ],
    ['what is no certificate', 'tls_certificate_malformed', () => ({ ...good, certificateFile: at('text') })],
    ['what is no key', 'tls_key_malformed', () => ({ ...good, keyFile: at('text') })],
    ['the key of another certificate', 'tls_key_mismatch', () => ({ ...good, keyFile: at('other.key') })],
    ['a key that every user may read', 'tls_key_exposed', () => ({ ...good, keyFile: at('open.key') })],
  ])('refuses %s', async (_what, code, files) => {
    await makeTlsCertificate(folder, { name: 'other' });
    copyFileSync(good.keyFile, at('open.key'));
    chmodSync(at('open.key'), 0o644);
    await expect(serve(files())).rejects.toMatchObject({ code, fault: 'outage' });
  });

  test('TLS with a public URL that asks for none is refused', () => {
    const tls = { certificateFile: 'a', keyFile: 'b' };
    expect(publishesWhatItServes({ publicUrl: 'http://localhost:4001', tls })).toBe(false);
    expect(publishesWhatItServes({ publicUrl: 'https://issuer.example', tls })).toBe(true);
    expect(publishesWhatItServes({ publicUrl: 'http://localhost:4001' })).toBe(true);
  });
});
