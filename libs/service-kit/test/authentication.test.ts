import { Controller, Get, Module, type DynamicModule } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import {
  ApiKeys,
  authenticationEntities,
  authenticationMigrations,
  authenticationStatuses,
  CallLimit,
  CurrentCaller,
  RequireScope,
  SetupController,
  SetupLinks,
  type Caller,
} from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const MINUTE = 60_000;
const SCOPES = ['offers:write', 'records:read'];

@Controller('api/v1/offers')
class OffersController {
  @Get()
  @RequireScope('offers:write')
  list(@CurrentCaller() caller: Caller): { tenant: string } {
    return { tenant: caller.tenantId };
  }

  @Get('removal')
  @RequireScope('offers:remove')
  remove(): string {
    return 'removed';
  }
}

@Module({})
class TestModule {
  static with(apiKeys: ApiKeys, setupLinks: SetupLinks, callLimit: CallLimit): DynamicModule {
    return {
      module: TestModule,
      controllers: [OffersController, SetupController],
      providers: [
        { provide: ApiKeys, useValue: apiKeys },
        { provide: SetupLinks, useValue: setupLinks },
        { provide: CallLimit, useValue: callLimit },
      ],
    };
  }
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('API keys and setup links on $name', (databaseUnderTest) => {
  let now: number;
  let database: Database;
  let apiKeys: ApiKeys;
  let links: SetupLinks;
  const clock = () => now;

  beforeEach(async () => {
    now = 1_800_000_000_000;
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: authenticationEntities,
      migrations: authenticationMigrations,
    });
    apiKeys = new ApiKeys(database, clock, platformRandom);
    links = new SetupLinks(database, apiKeys, clock, platformRandom);
  });
  afterEach(() => database.close());

  const bearer = (key: string) => `Bearer ${key}`;

  it('a setup link makes one key of the tenant and its scopes', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
    expect(await apiKeys.hasAny('water')).toBe(false);
    const { apiKey, tenantId, scopes } = await links.redeem(code);
    expect({ tenantId, scopes }).toEqual({ tenantId: 'water', scopes: SCOPES });
    expect(await apiKeys.authenticate(bearer(apiKey))).toMatchObject({ tenantId: 'water', scopes: SCOPES });
    expect(await apiKeys.hasAny('water')).toBe(true);
    expect(await apiKeys.hasAny('power')).toBe(false);
  });

  it('refuses a setup link used twice, even when both come at once', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
    const outcomes = await Promise.allSettled([links.redeem(code), links.redeem(code), links.redeem(code)]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await expect(links.redeem(code)).rejects.toMatchObject({ code: 'invalid_setup_code' });
  });

  it('refuses an expired, an unknown and a malformed setup code alike', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
    now += MINUTE;
    const unknown = `incola_setup_${'A'.repeat(16)}.${'A'.repeat(43)}`;
    for (const wrong of [code, unknown, '', "' OR 1=1 --", '<b>']) {
      await expect(links.redeem(wrong)).rejects.toMatchObject({ code: 'invalid_setup_code' });
    }
  });

  it('locks a setup link after five wrong secrets', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
    const wrong = `${code.split('.')[0]}.${'A'.repeat(43)}`;
    for (let attempt = 0; attempt < 5; attempt++) {
      await expect(links.redeem(wrong)).rejects.toMatchObject({ code: 'invalid_setup_code' });
    }
    await expect(links.redeem(code)).rejects.toMatchObject({ code: 'invalid_setup_code' });
  });

  it('refuses every setup code that is none of ours after thirty wrong ones in a minute', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: 10 * MINUTE });
    for (let attempt = 0; attempt < 30; attempt++) await links.redeem('wrong').catch(() => undefined);
    const unknown = `incola_setup_${'A'.repeat(16)}.${'A'.repeat(43)}`;
    for (const guess of ['wrong', unknown]) {
      await expect(links.redeem(guess)).rejects.toMatchObject({ code: 'too_many_attempts' });
    }
    // Strangers' guesses keep nobody out who was sent a code.
    expect(await links.redeem(code)).toMatchObject({ tenantId: 'water' });
    now += MINUTE;
    await expect(links.redeem('wrong')).rejects.toMatchObject({ code: 'invalid_setup_code' });
  });

  it('refuses a key that is revoked, expired, altered, cut or of another scheme', async () => {
    const invalid = { code: 'invalid_api_key' };
    const key = await apiKeys.create({ tenantId: 'water', scopes: SCOPES });
    const { keyId } = await apiKeys.authenticate(bearer(key));
    const altered = `${key.split('.')[0]}.${'A'.repeat(43)}`;
    await expect(apiKeys.authenticate(bearer(altered))).rejects.toMatchObject(invalid);
    await expect(apiKeys.authenticate(bearer(key.slice(0, -1)))).rejects.toMatchObject(invalid);
    await expect(apiKeys.authenticate(`Basic ${key}`)).rejects.toMatchObject({ code: 'missing_api_key' });
    await expect(apiKeys.authenticate(undefined)).rejects.toMatchObject({ code: 'missing_api_key' });
    expect(await apiKeys.revoke('power', keyId)).toBe(false);
    expect(await apiKeys.revoke('water', keyId)).toBe(true);
    await expect(apiKeys.authenticate(bearer(key))).rejects.toMatchObject(invalid);
    const brief = await apiKeys.create({ tenantId: 'water', scopes: SCOPES, expiresAt: now + 1_000 });
    await apiKeys.authenticate(bearer(brief));
    now += 1_000;
    await expect(apiKeys.authenticate(bearer(brief))).rejects.toMatchObject(invalid);
  });

  it('another instance follows a revocation within ten seconds', async () => {
    const key = await apiKeys.create({ tenantId: 'water', scopes: SCOPES });
    const { keyId } = await apiKeys.authenticate(bearer(key));
    await new ApiKeys(database, clock, platformRandom).revoke('water', keyId);
    now += 10_000;
    await expect(apiKeys.authenticate(bearer(key))).rejects.toMatchObject({ code: 'invalid_api_key' });
  });

  it('stores neither keys nor codes', async () => {
    const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
    const { apiKey } = await links.redeem(code);
    const rows = await database.tx(async (manager) =>
      JSON.stringify([
        await manager.query<unknown>('SELECT * FROM kit_api_key'),
        await manager.query<unknown>('SELECT * FROM kit_setup_link'),
      ]),
    );
    for (const secret of [apiKey, code]) expect(rows).not.toContain(secret.split('.')[1]);
  });

  describe('over HTTP', () => {
    let service: HttpService;

    beforeEach(async () => {
      service = await createHttpService({
        module: TestModule.with(apiKeys, links, new CallLimit(3, clock)),
        publicUrl: 'http://localhost:4001',
        listen: { host: '127.0.0.1', port: 0 },
        bodyLimitBytes: 64 * 1024,
        publicCors: () => false,
        errors: { statuses: authenticationStatuses },
        log: createLog({ level: 'silent', service: 'test' }),
      });
    });
    afterEach(() => service.close());

    const get = (path: string, authorization?: string) =>
      fetch(`${service.url}${path}`, { headers: authorization === undefined ? {} : { authorization } });

    it('the setup endpoint answers the key once, then a problem', async () => {
      const { code } = await links.create({ tenantId: 'water', scopes: SCOPES, ttlMilliseconds: MINUTE });
      const post = (body: unknown) =>
        fetch(`${service.url}/api/v1/setup`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      const answer = await post({ code });
      expect(answer.status).toBe(200);
      const { apiKey, tenant } = (await answer.json()) as { apiKey: string; tenant: string };
      expect(tenant).toBe('water');
      expect(await (await get('/api/v1/offers', bearer(apiKey))).json()).toEqual({ tenant: 'water' });
      expect((await get('/api/v1/offers', bearer(apiKey))).headers.has('www-authenticate')).toBe(false);
      const again = await post({ code });
      expect([again.status, await again.json()]).toMatchObject([400, { code: 'invalid_setup_code' }]);
      expect((await post({})).status).toBe(400);
      expect((await post({ code, tenant: 'power' })).status).toBe(400);
    });

    it('answers 401 without a valid key and 403 without the scope, each with a challenge', async () => {
      const missing = await get('/api/v1/offers');
      expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="incola"']);
      const wrong = await get('/api/v1/offers', 'Bearer wrong');
      expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="incola", error="invalid_token"',
      ]);
      const key = await apiKeys.create({ tenantId: 'water', scopes: SCOPES });
      const forbidden = await get('/api/v1/offers/removal', bearer(key));
      expect([forbidden.status, forbidden.headers.get('www-authenticate')]).toEqual([
        403,
        'Bearer realm="incola", error="insufficient_scope", scope="offers:remove"',
      ]);
      expect(await forbidden.json()).toMatchObject({ code: 'insufficient_scope' });
    });

    it('refuses a tenant more calls in a minute than its limit, and says when it may call again', async () => {
      const keys = await Promise.all([1, 2].map(() => apiKeys.create({ tenantId: 'water', scopes: SCOPES })));
      const call = async (key = keys[0] as string) => {
        const { status, headers } = await get('/api/v1/offers', bearer(key));
        return [status, headers.get('ratelimit'), headers.get('retry-after')];
      };
      expect(await call()).toEqual([200, '"tenant";r=2;t=60', null]);
      now += 20_000;
      expect(await call()).toEqual([200, '"tenant";r=1;t=40', null]);
      expect(await call(keys[1])).toEqual([200, '"tenant";r=0;t=40', null]);
      expect(await call(keys[1])).toEqual([429, '"tenant";r=0;t=40', '40']);
      const refused = await get('/api/v1/offers', bearer(keys[0] as string));
      expect(refused.headers.get('ratelimit-policy')).toBe('"tenant";q=3;w=60');
      expect(refused.headers.has('www-authenticate')).toBe(false);
      expect(await refused.json()).toMatchObject({ status: 429, code: 'too_many_calls' });
      const other = await apiKeys.create({ tenantId: 'power', scopes: SCOPES });
      expect(await call(other)).toEqual([200, '"tenant";r=2;t=60', null]);
      expect((await get('/api/v1/offers', 'Bearer wrong')).status).toBe(401);
      now += 40_000;
      expect(await call()).toEqual([200, '"tenant";r=2;t=60', null]);
    });
  });
});
