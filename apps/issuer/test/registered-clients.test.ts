import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLIENT_ASSERTION_TYPE, createClientAssertion, type ClientAssertionToCreate } from '#openid4vci';
import { platformRandom } from '#primitives';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import {
  ACCEPTED,
  ASSERTED,
  ATTESTED,
  ClientsUnderTest,
  GAS,
  OTHER,
  PUBLIC,
  REFUSED,
  WATER,
} from './clients-under-test.js';
import { newKey, WalletUnderTest } from './wallet-under-test.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('clients on $name', (databaseUnderTest) => {
  let clients: ClientsUnderTest;
  beforeAll(async () => {
    clients = await ClientsUnderTest.start(await databaseUnderTest.freshUrl());
  });
  afterAll(() => clients.close());

  const assertion = (change: Partial<ClientAssertionToCreate> = {}) =>
    createClientAssertion({
      ...{ signer: clients.clientKey, kid: 'one', clientId: ASSERTED, audience: clients.identifier(), ttlSeconds: 60 },
      ...{ clock: clients.issuer.clock.now, random: platformRandom },
      ...change,
    });
  const asserted = (jwt: string, form: Record<string, string> = {}) => ({
    form: { client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion: jwt, ...form },
  });

  describe('that sign with a registered key', () => {
    test('are taken once, also some seconds ahead', async () => {
      const jwt = await assertion();
      expect(await clients.push(asserted(jwt, { client_id: ASSERTED }))).toMatchObject(ACCEPTED);
      expect(await clients.push(asserted(jwt))).toMatchObject(REFUSED);
      const ahead = await assertion({ clock: () => clients.issuer.clock.now() + 8_000 });
      expect(await clients.push(asserted(ahead))).toMatchObject(ACCEPTED);
    });

    test('are refused under another key, audience, client or type, too early and too late', async () => {
      const clock = (seconds: number) => () => clients.issuer.clock.now() + seconds * 1000;
      const changes = [
        { signer: newKey() },
        { audience: `${clients.identifier()}/par` },
        { audience: `${clients.identifier()}/token` },
        { audience: clients.identifier(GAS) },
        { clientId: ATTESTED },
        { clientId: 'https://nobody.example' },
        { clock: clock(62) },
        { clock: clock(-360) },
      ];
      for (const change of changes)
        expect(await clients.push(asserted(await assertion(change)))).toMatchObject(REFUSED);
      const jwt = await assertion();
      expect(await clients.push(asserted(jwt, { client_id: PUBLIC }))).toMatchObject(REFUSED);
      expect(await clients.push(asserted(jwt, { client_assertion_type: 'x' }))).toMatchObject(REFUSED);
      expect(await clients.push({ form: { client_assertion: jwt } })).toMatchObject(REFUSED);
      expect(await clients.push({ form: { client_assertion_type: CLIENT_ASSERTION_TYPE } })).toMatchObject(REFUSED);
      expect(await clients.push(asserted('a.b.c'))).toMatchObject(REFUSED);
    });
  });

  describe('that show nothing', () => {
    test('are refused under haip alone, also where they are registered so', async () => {
      expect(await clients.push({ form: { client_id: PUBLIC } })).toMatchObject(REFUSED);
    });

    test('are refused where they are registered otherwise, unknown, or without a name', async () => {
      for (const client_id of [ATTESTED, ASSERTED, 'https://nobody.example']) {
        expect(await clients.push({ form: { client_id } })).toMatchObject(REFUSED);
      }
      expect(await clients.push({})).toMatchObject(REFUSED);
    });
  });

  describe('at the token endpoint', () => {
    const token = async (tenant: string, headers: Record<string, string>, form: Record<string, string> = {}) => {
      const wallet = new WalletUnderTest(clients.issuer, tenant);
      const grant_type = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
      const answer = await fetch(`${clients.identifier(tenant)}/token`, {
        method: 'POST',
        headers: { dpop: await wallet.dpop('token'), ...headers },
        body: new URLSearchParams({ grant_type, 'pre-authorized_code': 'x', tx_code: '1', ...form }),
      });
      return [answer.status, ((await answer.json()) as { error: string }).error];
    };

    test('are held to the same', async () => {
      expect(await token(WATER, {})).toEqual([401, 'invalid_client']);
      expect(await token(WATER, {}, { client_id: ATTESTED })).toEqual([401, 'invalid_client']);
      const one = clients.instance();
      const forged = await one.headers({ signer: newKey() });
      expect(await token(WATER, forged)).toEqual([401, 'invalid_client']);
      expect(await token(WATER, await one.headers())).toEqual([400, 'invalid_grant']);
      expect(await token(WATER, await one.headers(), { client_id: OTHER })).toEqual([401, 'invalid_client']);
    });

    test('need no name where the tenant lets public wallets in', async () => {
      expect(await token(GAS, {})).toEqual([400, 'invalid_grant']);
      expect(await token(GAS, {}, { client_id: 'https://nobody.example' })).toEqual([400, 'invalid_grant']);
      expect(await token(GAS, {}, { client_id: ATTESTED })).toEqual([401, 'invalid_client']);
    });
  });
});
