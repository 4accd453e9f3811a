import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, exportJWK, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { Module } from '@nestjs/common';
import { allowInsecureRequests, clientCredentialsGrant, clockSkew, Configuration, PrivateKeyJwt } from 'openid-client';
import { platformRandom, type JsonObject } from '#primitives';
import {
  AccessTokens,
  ApiKeys,
  ApiKeysController,
  authenticationEntities,
  authenticationMigrations,
  machineClientEntities,
  machineClientMigrations,
  authenticationOAuthErrors,
  authenticationStatuses,
  AuthorizationServer,
  AuthorizationServerController,
  CLIENT_ASSERTION_TYPE,
  MachineClients,
  MachineClientsController,
} from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

@Module({})
class TestModule {}

const SCOPES = ['things:read', 'access:write'];
const DAY = 24 * 60 * 60 * 1000;

interface MadeKey {
  alg: string;
  jwk: JWK;
  privateKey: CryptoKey;
}

async function makeKey(alg: string, kid?: string): Promise<MadeKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) } };
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('access for machines on $name', (under) => {
  let database: Database;
  let service: HttpService;
  let apiKeys: ApiKeys;
  let admin: string;
  let now = Date.now();
  const clock = () => now;
  const server = new AuthorizationServer('http://localhost:4002', SCOPES);
  const keys: Record<string, MadeKey> = {};

  beforeAll(async () => {
    for (const alg of ['ES256', 'EdDSA', 'PS256', 'ES384']) keys[alg] = await makeKey(alg);
    database = await openDatabase({
      url: await under.freshUrl(),
      entities: [...authenticationEntities, ...machineClientEntities],
      migrations: [...authenticationMigrations, ...machineClientMigrations],
    });
    const parts = { clock, random: platformRandom };
    apiKeys = new ApiKeys(database, clock, platformRandom);
    service = await createHttpService({
      module: {
        module: TestModule,
        controllers: [AuthorizationServerController, ApiKeysController, MachineClientsController],
        providers: [
          { provide: ApiKeys, useValue: apiKeys },
          { provide: AuthorizationServer, useValue: server },
          { provide: AccessTokens, useValue: new AccessTokens(database, server.issuer, parts) },
          { provide: MachineClients, useValue: new MachineClients(database, clock, platformRandom) },
        ],
      },
      publicUrl: 'http://localhost:4002',
      listen: { host: '127.0.0.1', port: 0 },
      bodyLimitBytes: 64 * 1024,
      publicCors: () => false,
      errors: {
        statuses: authenticationStatuses,
        oauth: { paths: (path) => path === '/api/oauth/token', errors: authenticationOAuthErrors },
      },
      log: createLog({ level: 'silent', service: 'test' }),
    });
    admin = await apiKeys.create({ tenantId: 'bank', scopes: SCOPES });
  });
  afterAll(async () => {
    await service.close();
    await database.close();
  });

  const call = async (bearer: string, method: string, path: string, body?: unknown) => {
    const answered = await fetch(`${service.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answered.text();
    return { status: answered.status, body: (text === '' ? {} : JSON.parse(text)) as JsonObject };
  };
  const register = async (change: object = {}, alg = 'ES256') => {
    const wanted = { name: 'batch', scopes: SCOPES, jwks: { keys: [keys[alg]?.jwk] }, ...change };
    return call(admin, 'POST', 'oauth-clients', wanted);
  };
  const newClient = async (alg = 'ES256', change: object = {}) => (await register(change, alg)).body.clientId as string;
  let serial = 0;
  const assert = async (
    clientId: string,
    { alg = 'ES256', key, ...claims }: JWTPayload & { alg?: string; key?: MadeKey } = {},
  ) => {
    const seconds = Math.floor(now / 1000);
    const signing = key ?? keys[alg];
    if (signing === undefined) throw new Error(`no key for ${alg}`);
    const payload = {
      ...{ iss: clientId, sub: clientId, aud: server.issuer, jti: `jti-${++serial}` },
      ...{ iat: seconds, exp: seconds + 60, ...claims },
    };
    return new SignJWT(payload).setProtectedHeader({ alg: signing.alg }).sign(signing.privateKey);
  };
  const askToken = async (assertion: string, change: Record<string, string> = {}) => {
    const form = new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_assertion_type: CLIENT_ASSERTION_TYPE },
      ...{ client_assertion: assertion, ...change },
    });
    const answered = await fetch(`${service.url}/api/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    // RFC 6749 §5.1
    expect(answered.headers.get('cache-control')).toBe('no-store');
    return { status: answered.status, body: (await answered.json()) as JsonObject };
  };
  const refused = async (assertion: string) => {
    const { status, body } = await askToken(assertion);
    return [status, body.error];
  };

  it.each(['ES256', 'EdDSA', 'PS256'])(
    'is given for an assertion that a key of %s signed, for ten minutes',
    async (alg) => {
      const clientId = await newClient(alg);
      const { status, body } = await askToken(await assert(clientId, { alg }));
      expect([status, body]).toMatchObject([200, { token_type: 'Bearer', expires_in: 600, scope: SCOPES.join(' ') }]);
      const token = body.access_token as string;
      expect((await call(token, 'GET', 'api-keys')).status).toBe(200);
      now += 600_000;
      expect((await call(token, 'GET', 'api-keys')).status).toBe(401);
    },
  );

  it('is given with fewer scopes, and never with more', async () => {
    const clientId = await newClient();
    const { body } = await askToken(await assert(clientId, { aud: [server.issuer] }), {
      client_id: clientId,
      scope: 'things:read',
    });
    expect(body.scope).toBe('things:read');
    expect((await call(body.access_token as string, 'GET', 'api-keys')).status).toBe(403);
    const more = await askToken(await assert(clientId), { scope: 'things:read things:write' });
    expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
  });

  it('is refused for an assertion that was used, also when both come at once', async () => {
    const clientId = await newClient();
    const assertion = await assert(clientId);
    const both = await Promise.all([1, 2].map(() => askToken(assertion)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await refused(assertion)).toEqual([401, 'invalid_client']);
  });

  it('is refused for an assertion that is of another, for another, too old or too long', async () => {
    const clientId = await newClient();
    const seconds = Math.floor(now / 1000);
    const elsewhere = 'https://elsewhere.example/token';
    const wrong: (JWTPayload & { alg?: string; key?: MadeKey })[] = [
      { iss: 'another' },
      { sub: 'another' },
      { aud: elsewhere },
      { aud: server.tokenEndpoint },
      { aud: [server.issuer, elsewhere] },
      { aud: undefined },
      { jti: undefined },
      { jti: '' },
      { jti: 'x'.repeat(129) },
      { iat: undefined },
      { exp: undefined },
      { iat: seconds - 400, exp: seconds + 60 },
      { iat: seconds + 120 },
      { exp: seconds - 61 },
      { exp: seconds + 3_600 },
      { nbf: seconds + 120 },
      { key: await makeKey('ES256') },
      { alg: 'ES384' },
      { alg: 'PS256' },
    ];
    for (const change of wrong) {
      expect([change, ...(await refused(await assert(clientId, change)))]).toEqual([change, 401, 'invalid_client']);
    }
    const named = await askToken(await assert(clientId), { client_id: 'another' });
    expect([named.status, named.body.error]).toEqual([401, 'invalid_client']);
    const unsigned = (await assert(clientId)).split('.').slice(0, 2).join('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${unsigned.split('.')[1]}.`;
    for (const garbage of ['x', 'a.b.c', `${unsigned}.`, none]) {
      expect(await refused(garbage)).toEqual([401, 'invalid_client']);
    }
  });

  it('is given to a client library that knows only our metadata', async () => {
    const clientId = await newClient('EdDSA');
    const place = { issuer: server.issuer, token_endpoint: `${service.url}/api/oauth/token` };
    const { privateKey } = keys['EdDSA'] as MadeKey;
    const ahead = Math.floor((now - Date.now()) / 1000);
    const library = new Configuration(place, clientId, { [clockSkew]: ahead }, PrivateKeyJwt(privateKey));
    allowInsecureRequests(library);
    const granted = await clientCredentialsGrant(library, { scope: 'access:write' });
    expect(granted).toMatchObject({ expires_in: 600, scope: 'access:write' });
    expect((await call(granted.access_token, 'GET', 'api-keys')).status).toBe(200);
  });

  it('is asked for by the one grant and the one kind of assertion', async () => {
    const clientId = await newClient();
    const grant = await askToken(await assert(clientId), { grant_type: 'password' });
    expect([grant.status, grant.body.error]).toEqual([400, 'unsupported_grant_type']);
    const kind = await askToken(await assert(clientId), { client_assertion_type: 'other' });
    expect([kind.status, kind.body.error]).toEqual([400, 'invalid_request']);
  });

  it('ends at once with its client', async () => {
    const clientId = await newClient();
    const { body } = await askToken(await assert(clientId));
    expect((await call(admin, 'DELETE', `oauth-clients/${clientId}`)).status).toBe(204);
    expect((await call(body.access_token as string, 'GET', 'api-keys')).status).toBe(401);
    expect(await refused(await assert(clientId))).toEqual([401, 'invalid_client']);
    expect((await call(admin, 'DELETE', `oauth-clients/${clientId}`)).status).toBe(404);
    const { items } = (await call(admin, 'GET', 'oauth-clients')).body;
    const shown = (items as JsonObject[]).find((client) => client.clientId === clientId);
    expect(shown).toMatchObject({ name: 'batch', lastUsedAt: expect.any(String), revokedAt: expect.any(String) });
    expect(JSON.stringify(items)).not.toContain(keys['ES256']?.jwk.x);
  });

  it('never stands in the database', async () => {
    const { body } = await askToken(await assert(await newClient()));
    const [, secret = ''] = (body.access_token as string).split('.');
    const rows = await database.read((manager) => manager.query<object[]>('SELECT * FROM "kit_access_token"'));
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('is for public keys of accepted kinds only', async () => {
    const { jwk } = keys['ES256'] as MadeKey;
    const off = { ...jwk, x: 'A'.repeat(43), y: 'A'.repeat(43) };
    for (const wrong of [[], [off], [keys['ES384']?.jwk], [jwk, jwk]]) {
      expect([wrong, (await register({ jwks: { keys: wrong } })).status]).toEqual([wrong, 400]);
    }
    const two = [
      { ...jwk, kid: 'a' },
      { ...keys['EdDSA']?.jwk, kid: 'b' },
    ];
    const clientId = await newClient('ES256', { jwks: { keys: two } });
    expect((await askToken(await assert(clientId, { alg: 'EdDSA' }))).status).toBe(200);
  });

  it('is handed on by nobody who has it not himself, and is each tenant’s own', async () => {
    const more = await register({ scopes: [...SCOPES, 'things:write'] });
    expect([more.status, more.body.code]).toEqual([403, 'scope_not_allowed']);
    const key = await call(admin, 'POST', 'api-keys', { scopes: ['things:write'] });
    expect([key.status, key.body.code]).toEqual([403, 'scope_not_allowed']);
    const other = await apiKeys.create({ tenantId: 'city', scopes: SCOPES });
    const clientId = await newClient();
    expect((await call(other, 'DELETE', `oauth-clients/${clientId}`)).status).toBe(404);
    expect((await call(other, 'GET', 'oauth-clients')).body).toEqual({ items: [] });
    const reader = await apiKeys.create({ tenantId: 'bank', scopes: ['things:read'] });
    expect((await call(reader, 'GET', 'oauth-clients')).status).toBe(403);
  });

  it('by API keys: made with scopes and an end, listed without the key, revoked', async () => {
    const made = await call(admin, 'POST', 'api-keys', { scopes: ['access:write'], lifetimeDays: 1 });
    const { id, apiKey } = made.body as { id: string; apiKey: string };
    expect(made.status).toBe(201);
    const { status, body } = await call(apiKey, 'GET', 'api-keys');
    const shown = (body.items as JsonObject[]).find((key) => key.id === id);
    expect([status, shown]).toMatchObject([200, { scopes: ['access:write'], expiresAt: expect.any(String) }]);
    expect(JSON.stringify(body)).not.toContain(apiKey.split('.')[1]);
    expect((await call(admin, 'DELETE', `api-keys/${id}`)).status).toBe(204);
    expect((await call(apiKey, 'GET', 'api-keys')).status).toBe(401);
    expect((await call(admin, 'DELETE', `api-keys/${id}`)).status).toBe(404);
    const short = (await call(admin, 'POST', 'api-keys', { scopes: ['access:write'], lifetimeDays: 1 })).body;
    now += DAY;
    expect((await call(short.apiKey as string, 'GET', 'api-keys')).status).toBe(401);
    for (const wrong of [
      {},
      { scopes: [] },
      { scopes: ['access:write'], lifetimeDays: 0 },
      { scopes: 'access:write' },
    ]) {
      expect((await call(admin, 'POST', 'api-keys', wrong)).status).toBe(400);
    }
  });

  it('says of itself where and how it is given', async () => {
    const place = `${service.url}/.well-known/oauth-authorization-server/api/oauth`;
    expect(await (await fetch(place)).json()).toMatchObject({
      issuer: 'http://localhost:4002/api/oauth',
      token_endpoint: 'http://localhost:4002/api/oauth/token',
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
});
