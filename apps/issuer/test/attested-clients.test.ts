import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLIENT_ASSERTION_TYPE } from '#openid4vci';
import { createJws, systemClock, type JsonObject } from '#primitives';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { ACCEPTED, ASSERTED, ATTESTED, ClientsUnderTest, GAS, OTHER, PUBLIC, REFUSED } from './clients-under-test.js';
import { newKey } from './wallet-under-test.js';
import { newWalletProvider, type AttestedInstance, type WalletProvider } from './wallet-provider.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('clients on $name', (databaseUnderTest) => {
  let clients: ClientsUnderTest;
  beforeAll(async () => {
    clients = await ClientsUnderTest.start(await databaseUnderTest.freshUrl());
  });
  afterAll(() => clients.close());

  describe('that show an attestation', () => {
    test('are taken with client_id and without', async () => {
      const one = clients.instance();
      expect(await clients.push({ headers: await one.headers(), form: { client_id: ATTESTED } })).toMatchObject(
        ACCEPTED,
      );
      expect(await clients.push({ headers: await one.headers() })).toMatchObject(ACCEPTED);
    });

    test('are taken from a provider that is known by its key, and refused under a name that it does not have', async () => {
      const one = clients.instance();
      const attested = async (kid: string) => {
        const attestation = await createAttestation({ kid }, {}, one, clients.attesterKey);
        return { ...(await one.headers()), 'oauth-client-attestation': attestation };
      };
      expect(await clients.push({ headers: await attested('known') })).toMatchObject(ACCEPTED);
      expect(await clients.push({ headers: await attested('unknown') })).toMatchObject(REFUSED);
    });

    test('are refused when the proof of possession was used before, and not when it was refused before', async () => {
      const headers = await clients.instance().headers();
      expect(await clients.push({ headers, form: { scope: 'unknown' } })).toMatchObject({ status: 400 });
      expect(await clients.push({ headers })).toMatchObject(ACCEPTED);
      expect(await clients.push({ headers })).toMatchObject(REFUSED);
    });

    test('are refused where one of the two header fields is missing, empty or twice there', async () => {
      const headers = await clients.instance().headers();
      for (const [name, value] of Object.entries(headers)) {
        expect(await clients.push({ headers: { [name]: value } })).toMatchObject(REFUSED);
        expect(await clients.push({ headers: { ...headers, [name]: '' } })).toMatchObject(REFUSED);
        expect(await clients.push({ headers: [...Object.entries(headers), [name, value]] })).toMatchObject(REFUSED);
        expect(await clients.push({ headers: { ...headers, [name]: 'x' } })).toMatchObject(REFUSED);
      }
    });

    test.each<[string, JsonObject, JsonObject]>([
      ['without its client', {}, { sub: null }],
      ['that has expired', {}, { exp: 1 }],
      ['that is not valid yet', {}, { nbf: 9_999_999_999 }],
      ['of another type', { typ: 'JWT' }, {}],
      ['without algorithm', { alg: 'none' }, {}],
      ['without certificate or name of a key', { x5c: null }, {}],
      ['with certificates that are none', { x5c: ['AAAA'] }, {}],
      ['of a client that is not registered', {}, { sub: 'https://nobody.example' }],
      ['of a client that authenticates otherwise', {}, { sub: ASSERTED }],
      ['of a client that shows nothing', {}, { sub: PUBLIC }],
      ['with a private key', {}, { cnf: { jwk: { ...newKey().publicJwk, d: 'A'.repeat(43) } } }],
    ])('are refused with an attestation %s', async (_, header, claims) => {
      const one = clients.instance();
      const attestation = await createAttestation(header, claims, one, clients.provider.signer);
      const clientId = typeof claims.sub === 'string' ? claims.sub : ATTESTED;
      const headers = {
        'oauth-client-attestation': attestation,
        'oauth-client-attestation-pop': await one.pop({ clientId }),
      };
      expect(await clients.push({ headers })).toMatchObject(REFUSED);
    });

    test('are refused with an attestation by a stranger, his certificate or his signature under a trusted one', async () => {
      const one = clients.instance();
      const stranger = await newWalletProvider(systemClock);
      const pop = async () => ({ 'oauth-client-attestation-pop': await one.pop() });
      for (const change of [stranger, { signer: stranger.signer }, { x5c: [clients.provider.root] }]) {
        const headers = { ...(await pop()), 'oauth-client-attestation': await one.attestation(change) };
        expect(await clients.push({ headers })).toMatchObject(REFUSED);
      }
      const whole = {
        ...(await pop()),
        'oauth-client-attestation': await one.attestation({ x5c: [...clients.provider.x5c, clients.provider.root] }),
      };
      expect(await clients.push({ headers: whole })).toMatchObject(REFUSED);
    });

    test("are refused with another key's proof of possession, another audience's, another client's, and an old one", async () => {
      const one = clients.instance();
      const late = () => clients.issuer.clock.now() - 400_000;
      const changes = [
        { signer: newKey() },
        { audience: clients.identifier(GAS) },
        { audience: `${clients.identifier()}/par` },
        { clientId: OTHER },
        { clock: late },
        { clock: () => clients.issuer.clock.now() + 62_000 },
      ];
      for (const change of changes)
        expect(await clients.push({ headers: await one.headers(change) })).toMatchObject(REFUSED);
      const stolen = { ...(await one.headers()), 'oauth-client-attestation-pop': await clients.instance().pop() };
      expect(await clients.push({ headers: stolen })).toMatchObject(REFUSED);
    });

    test('are refused where the form names another client', async () => {
      const headers = await clients.instance().headers();
      expect(await clients.push({ headers, form: { client_id: OTHER } })).toMatchObject(REFUSED);
    });

    test('are refused when they authenticate in two ways', async () => {
      const form = { client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion: 'a.b.c' };
      const refused = { status: 400, error: 'invalid_request' };
      expect(await clients.push({ headers: await clients.instance().headers(), form })).toMatchObject(refused);
    });
  });

  describe('that need a challenge', () => {
    const challenge = async () => {
      const answer = await fetch(`${clients.identifier(GAS)}/challenge`, { method: 'POST' });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const body = (await answer.json()) as Record<string, string>;
      expect(Object.keys(body)).toEqual(['attestation_challenge']);
      return body.attestation_challenge as string;
    };

    test('get it from the endpoint, or from the answer that misses it', async () => {
      const one = clients.instance(GAS);
      const missed = await clients.push({ tenant: GAS, headers: await one.headers() });
      expect(missed).toMatchObject({ status: 400, error: 'use_attestation_challenge' });
      for (const given of [await challenge(), missed.challenge as string]) {
        const headers = await one.headers({ challenge: given });
        expect(await clients.push({ tenant: GAS, headers })).toMatchObject(ACCEPTED);
      }
    });

    test('are refused with an invented one, one of another tenant, and one that has ended', async () => {
      const one = clients.instance(GAS);
      const elsewhere = (await clients.push({ headers: await clients.instance().headers() })).challenge as string;
      for (const given of ['x', elsewhere, await issuerNonce()]) {
        const answer = await clients.push({ tenant: GAS, headers: await one.headers({ challenge: given }) });
        expect(answer).toMatchObject({ status: 400, error: 'use_attestation_challenge' });
      }
      const old = await challenge();
      clients.issuer.clock.ahead = 301_000;
      const answer = await clients.push({ tenant: GAS, headers: await one.headers({ challenge: old }) });
      clients.issuer.clock.ahead = 0;
      expect(answer).toMatchObject({ status: 400, error: 'use_attestation_challenge' });
    });

    test('are refused with a wrong one where none is needed', async () => {
      const answer = await clients.push({ headers: await clients.instance().headers({ challenge: 'x' }) });
      expect(answer).toMatchObject({ status: 400, error: 'use_attestation_challenge' });
    });

    const issuerNonce = async () => {
      const answer = await fetch(`${clients.identifier(GAS)}/nonce`, { method: 'POST' });
      return answer.headers.get('dpop-nonce') as string;
    };
  });

  /** As it should be, but for the changes; `null` in the header leaves a member out. */
  function createAttestation(
    header: JsonObject,
    claims: JsonObject,
    of: AttestedInstance,
    signer: WalletProvider['signer'],
  ): Promise<string> {
    const whole: JsonObject = {
      ...{ typ: 'oauth-client-attestation+jwt' },
      ...(signer === clients.provider.signer ? { x5c: clients.provider.x5c } : {}),
      ...header,
    };
    const members = Object.entries(whole).filter(([, value]) => value !== null);
    return createJws(
      Object.fromEntries(members),
      {
        ...{ iss: 'https://provider.example', sub: ATTESTED, exp: Math.floor(clients.issuer.clock.now() / 1000) + 300 },
        cnf: { jwk: { ...of.key.publicJwk } },
        ...claims,
      },
      signer,
    );
  }
});
