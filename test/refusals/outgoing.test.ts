import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IssuerRecord } from '#ledger';
import { issuerOfList } from '../../apps/verifier/src/trust-refresh/fetch-status-list.js';
import { databasesUnderTest } from '../environment/databases.js';
import { BANK } from '../flows/cooperation.js';
import { makeScene, type Scene } from './scene.js';

const EVENTS = ['verification.decided'];

describe.each(databasesUnderTest().slice(0, 1))('a webhook on $name', (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  test.each([
    ['http://bank.example/hook', 'insecure_url'],
    ['ftp://bank.example/hook', 'insecure_url'],
    ['file:///etc/passwd', 'insecure_url'],
    ['javascript:alert(1)', 'insecure_url'],
    ['data:text/html,x', 'insecure_url'],
    ['//bank.example', 'malformed_url'],
    ['https://', 'malformed_url'],
    ['https://clerk:secret@bank.example/', 'malformed_url'],
    ['https://bank.example/#fragment', 'malformed_url'],
    ['https://127.0.0.1/', 'address_not_allowed'],
    ['https://127.1/', 'address_not_allowed'],
    ['https://2130706433/', 'address_not_allowed'],
    ['https://0x7f000001/', 'address_not_allowed'],
    ['https://0177.0.0.1/', 'address_not_allowed'],
    ['https://0.0.0.0/', 'address_not_allowed'],
    ['https://10.0.0.1/', 'address_not_allowed'],
    ['https://172.16.0.1/', 'address_not_allowed'],
    ['https://192.168.1.1/', 'address_not_allowed'],
    ['https://100.64.0.1/', 'address_not_allowed'],
    ['https://169.254.169.254/latest/meta-data/', 'address_not_allowed'],
    ['https://[::1]/', 'address_not_allowed'],
    ['https://[::]/', 'address_not_allowed'],
    ['https://[::ffff:127.0.0.1]/', 'address_not_allowed'],
    ['https://[::ffff:a9fe:a9fe]/', 'address_not_allowed'],
    ['https://[64:ff9b::7f00:1]/', 'address_not_allowed'],
    ['https://[2002:7f00:1::]/', 'address_not_allowed'],
    ['https://[fe80::1]/', 'address_not_allowed'],
    ['https://[fd00::1]/', 'address_not_allowed'],
  ])('to %s is refused: %s', async (url, code) => {
    const { status, body } = await scene.cooperation
      .client(BANK)
      .try('POST', '/api/v1/webhooks', { url, events: EVENTS });
    expect([status, body.code]).toEqual([400, code]);
  });

  test.each(['https://localhost/', 'https://localhost./', 'https://metadata.localhost/'])(
    'to the name %s is never called, whatever it leads to',
    async (url) => {
      // Names are looked up when they are called: what is registered gets no connection then.
      const { status } = await scene.cooperation.client(BANK).try('POST', '/api/v1/webhooks', { url, events: EVENTS });
      expect([201, 400]).toContain(status);
      await scene.cooperation.settle();
    },
  );
});

describe('the address of a status list in a credential', () => {
  const prefix = 'https://cooperative.example/status-lists/water/';
  const issuers = [{ statusListPrefix: prefix } as IssuerRecord];

  test('is looked for under the prefix of an accredited issuer', () => {
    expect(issuerOfList(`${prefix}1`, issuers)).toBe(issuers[0]);
  });

  test.each([
    prefix,
    `${prefix}../../api/v1/ledger/height`,
    `${prefix}%2e%2e/gas/1`,
    `${prefix}..\\gas/1`,
    `${prefix}\t1`,
    prefix.replace('water/', 'water-fictive/1'),
    'https://cooperative.example@elsewhere.example/status-lists/water/1',
    'https://cooperative.example.elsewhere.example/status-lists/water/1',
    'http://cooperative.example/status-lists/water/1',
    'file:///etc/passwd',
    '',
  ])('is not fetched where it is %s', (uri) => {
    expect(issuerOfList(uri, issuers)).toBeUndefined();
  });
});
