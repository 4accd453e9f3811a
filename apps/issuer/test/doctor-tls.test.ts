import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { systemClock } from '#primitives';
import { makeTlsCertificate, type TlsCertificate } from '../../../test/environment/tls-certificate.js';
import { DOCTOR_MESSAGES } from '../src/doctor/doctor.messages.js';
import { examineTls } from '../src/doctor/examine-tls.js';

const DAY = 86_400_000;

describe('the doctor looks at TLS as a stranger does', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'incola-doctor-'));
  });
  afterEach(() => servers.splice(0).forEach((server) => server.close()));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function serve({ certificateFile, keyFile }: TlsCertificate, options: TlsOptions = {}): Promise<string> {
    const server = createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile), ...options });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  const codes = async (url: string, authorities?: string, clock = systemClock) =>
    (await examineTls(url, { clock, authorities }))
      .map(({ outcome, code }) => `${outcome} ${code}`)
      .filter((one) => one !== 'warning address_local');

  test('and finds nothing wrong where the certificate is believed', async () => {
    const certificate = await makeTlsCertificate(folder, { notAfter: new Date(systemClock() + 90 * DAY) });
    expect(await codes(await serve(certificate), certificate.certificate)).toEqual(['ok tls_good']);
  });

  test('and names a certificate that nobody believes, one for another name, and one that ends', async () => {
    const certificate = await makeTlsCertificate(folder, { notAfter: new Date(systemClock() + 20 * DAY) });
    const url = await serve(certificate);
    expect(await codes(url)).toEqual(['problem tls_untrusted']);
    const later = () => systemClock() + 10 * DAY;
    expect(await codes(url, certificate.certificate, later)).toEqual(['warning tls_ends_soon']);
    const ended = await makeTlsCertificate(folder, {
      name: 'ended',
      notBefore: new Date(systemClock() - 9 * DAY),
      notAfter: new Date(systemClock() - DAY),
    });
    expect(await codes(await serve(ended), ended.certificate)).toEqual([
      'problem tls_untrusted',
      'problem tls_ends_soon',
    ]);
    const other = await makeTlsCertificate(folder, {
      name: 'other',
      host: 'utility.example',
      notAfter: new Date(systemClock() + 90 * DAY),
    });
    expect(await codes(await serve(other), other.certificate)).toEqual(['problem tls_untrusted']);
  });

  test('and names old versions, and what does not answer', async () => {
    const certificate = await makeTlsCertificate(folder, { notAfter: new Date(systemClock() + 90 * DAY) });
    const old = await serve(certificate, { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' });
    expect(await codes(old, certificate.certificate)).toEqual(['problem tls_old_version']);
    expect(await codes('https://localhost:9')).toEqual(['problem tls_unreachable']);
    expect(await examineTls('http://localhost:9', { clock: systemClock })).toMatchObject([{ code: 'address_local' }]);
  });
});

test('what the doctor says has the same blanks in both languages, and a remedy in both or in none', () => {
  for (const [code, english] of Object.entries(DOCTOR_MESSAGES.en)) {
    const french = DOCTOR_MESSAGES.fr[code as keyof typeof DOCTOR_MESSAGES.en];
    const blanks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
    expect([code, blanks(french)]).toEqual([code, blanks(english)]);
    expect([code, french.includes(' → ')]).toEqual([code, english.includes(' → ')]);
  }
});
