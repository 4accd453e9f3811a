import { Controller, Get, Module, Post, type DynamicModule } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import {
  ApiKeys,
  authenticationEntities,
  authenticationMigrations,
  authenticationStatuses,
} from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import {
  CurrentSession,
  OperatorSessions,
  RequireSession,
  sessionEntities,
  sessionMigrations,
  sessionStatuses,
  type OperatorSession,
} from '#service-kit/sessions';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const PUBLIC_URL = 'http://localhost:4001';

@Controller()
class PagesController {
  @Get('customers')
  @RequireSession('records:read')
  list(@CurrentSession() session: OperatorSession): { tenant: string } {
    return { tenant: session.tenantId };
  }

  @Post('customers')
  @RequireSession('records:write')
  change(): { done: true } {
    return { done: true };
  }
}

@Module({})
class TestModule {
  static with(sessions: OperatorSessions): DynamicModule {
    return {
      module: TestModule,
      controllers: [PagesController],
      providers: [{ provide: OperatorSessions, useValue: sessions }],
    };
  }
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('pages behind a session on $name', (databaseUnderTest) => {
  let database: Database;
  let apiKeys: ApiKeys;
  let key: string;
  /** @returns the cookie of a new session */
  let signIn: (scope: string) => Promise<string>;
  let service: HttpService;

  beforeEach(async () => {
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: [...authenticationEntities, ...sessionEntities],
      migrations: [...authenticationMigrations, ...sessionMigrations],
    });
    apiKeys = new ApiKeys(database, systemClock, platformRandom);
    const place = { app: 'issuer', publicUrl: PUBLIC_URL };
    const sessions = new OperatorSessions(database, apiKeys, place, { clock: systemClock, random: platformRandom });
    signIn = async (scope) => {
      key = await apiKeys.create({ tenantId: 'water', scopes: [scope] });
      return `incola-issuer-session=${(await sessions.signIn(key, '192.0.2.7')).cookieValue}`;
    };
    service = await createHttpService({
      module: TestModule.with(sessions),
      publicUrl: PUBLIC_URL,
      listen: { host: '127.0.0.1', port: 0 },
      bodyLimitBytes: 64 * 1024,
      publicCors: () => false,
      errors: { statuses: { ...authenticationStatuses, ...sessionStatuses } },
      log: createLog({ level: 'silent', service: 'test' }),
    });
  });
  afterEach(async () => {
    await service.close();
    await database.close();
  });

  const call = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, { method, headers, redirect: 'manual' });

  it('leads to the sign-in page and back who has no session', async () => {
    const answer = await call('GET', '/customers?cursor=a%26b');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `${PUBLIC_URL}/sign-in?next=%2Fcustomers%3Fcursor%3Da%2526b`,
    ]);
    const posted = await call('POST', '/customers', { origin: PUBLIC_URL });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, `${PUBLIC_URL}/sign-in`]);
  });

  it('shows a page to a session with its scope, and to no other', async () => {
    const cookie = await signIn('records:read');
    const page = await call('GET', '/customers', { cookie });
    expect([page.status, await page.json()]).toEqual([200, { tenant: 'water' }]);
    const write = await call('POST', '/customers', { cookie, origin: PUBLIC_URL });
    expect([write.status, await write.json()]).toMatchObject([403, { code: 'insufficient_scope' }]);
    // A cookie opens no API, and a key no page.
    expect((await call('GET', '/customers', { authorization: `Bearer ${key}` })).status).toBe(303);
  });

  it('refuses a form from a page of another site, port or scheme, and one from nowhere', async () => {
    const cookie = await signIn('records:write');
    const refused: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://localhost:4001' },
      { origin: 'http://localhost:4004' },
      { origin: 'http://localhost:4001.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-site', origin: PUBLIC_URL },
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:4004' },
    ];
    for (const headers of refused) {
      const answer = await call('POST', '/customers', { cookie, ...headers });
      expect([headers, answer.status, await answer.json()]).toMatchObject([headers, 403, { code: 'foreign_form' }]);
    }
    for (const headers of [
      { origin: PUBLIC_URL },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL },
    ] as Record<string, string>[]) {
      expect((await call('POST', '/customers', { cookie, ...headers })).status).toBe(201);
    }
  });
});
