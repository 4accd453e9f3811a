import { Module, type DynamicModule } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import {
  ApiKeys,
  authenticationEntities,
  authenticationMigrations,
  authenticationStatuses,
  SetupLinks,
} from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import { controllerOf, createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import {
  FormUses,
  OperatorSessions,
  sessionEntities,
  sessionMigrations,
  sessionStatuses,
  SetupPageController,
  SignInController,
  type SetupPageParts,
} from '#service-kit/sessions';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const MINUTE = 60_000;
const BRAND = 'Console fictive';

@Module({})
class TestModule {
  static with(parts: SetupPageParts): DynamicModule {
    return {
      module: TestModule,
      controllers: [controllerOf(SignInController, parts.sessions, BRAND), controllerOf(SetupPageController, parts)],
      providers: [{ provide: OperatorSessions, useValue: parts.sessions }],
    };
  }
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('signing in on $name', (databaseUnderTest) => {
  const publicUrl = 'http://localhost:4001';
  let now: number;
  let database: Database;
  let apiKeys: ApiKeys;
  let setupLinks: SetupLinks;
  let service: HttpService;
  let key: string;

  beforeEach(async () => {
    now = 1_800_000_000_000;
    const parts = { clock: () => now, random: platformRandom };
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: [...authenticationEntities, ...sessionEntities],
      migrations: [...authenticationMigrations, ...sessionMigrations],
    });
    apiKeys = new ApiKeys(database, parts.clock, platformRandom);
    setupLinks = new SetupLinks(database, apiKeys, parts.clock, platformRandom);
    const sessions = new OperatorSessions(database, apiKeys, { app: 'issuer', publicUrl }, parts);
    const forms = new FormUses(database, parts);
    const nameOf = (tenantId: string) => `Régie <${tenantId}>`;
    service = await createHttpService({
      module: TestModule.with({ sessions, setupLinks, forms, brand: BRAND, nameOf }),
      publicUrl,
      listen: { host: '127.0.0.1', port: 0 },
      bodyLimitBytes: 64 * 1024,
      publicCors: () => false,
      errors: { statuses: { ...authenticationStatuses, ...sessionStatuses } },
      pages: { paths: () => true, brand: BRAND },
      log: createLog({ level: 'silent', service: 'test' }),
    });
    key = await apiKeys.create({ tenantId: 'water', scopes: ['records:read'] });
  });
  afterEach(async () => {
    await service.close();
    await database.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, { headers, redirect: 'manual' });
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = { origin: publicUrl }) =>
    fetch(`${service.url}${path}`, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
  const cookieIn = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] as string;
  const placeIn = (answer: Response) => [answer.status, answer.headers.get('location')];

  it('the access key leads to where one wanted to go, with a cookie that scripts cannot read', async () => {
    const page = await get('/sign-in?next=%2Fcustomers%3Fa%3Db');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="next" value="/customers?a=b"');
    const answer = await post('/sign-in', { accessKey: ` ${key}\n`, next: '/customers?a=b' });
    expect(placeIn(answer)).toEqual([303, `${publicUrl}/customers?a=b`]);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^incola-issuer-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    // Who is signed in is not asked again.
    expect(placeIn(await get('/sign-in?next=/customers', { cookie: cookieIn(answer) }))).toEqual([
      303,
      `${publicUrl}/customers`,
    ]);
  });

  it('signing in again ends the session before; signing out ends it and takes the cookie away', async () => {
    const first = cookieIn(await post('/sign-in', { accessKey: key }));
    const second = cookieIn(await post('/sign-in', { accessKey: key }, { origin: publicUrl, cookie: first }));
    expect((await get('/sign-in', { cookie: first })).status).toBe(200);
    expect((await get('/sign-in', { cookie: second })).status).toBe(303);
    const out = await post('/sign-out', {}, { origin: publicUrl, cookie: second });
    expect(placeIn(out)).toEqual([303, `${publicUrl}/sign-in?ended=1`]);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await get('/sign-in', { cookie: second })).status).toBe(200);
    expect(await (await get('/sign-in?ended=1')).text()).toContain('You are signed out.');
  });

  it('refuses an unknown, a wrong and a missing key with the same page, and gives no cookie', async () => {
    const pages = new Set<string>();
    for (const accessKey of [
      `${key.split('.')[0]}.${'A'.repeat(43)}`,
      `incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`,
      '',
    ]) {
      const answer = await post('/sign-in', { accessKey });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
      pages.add(await answer.text());
    }
    expect(pages.size).toBe(1);
    expect([...pages][0]).toContain('This access key is not valid.');
  });

  it('says when to try again after too many wrong keys', async () => {
    const wrong = `${key.split('.')[0]}.${'A'.repeat(43)}`;
    for (let attempt = 0; attempt < 10; attempt++) await post('/sign-in', { accessKey: wrong });
    const answer = await post('/sign-in', { accessKey: key });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '300']);
    expect(await answer.text()).toContain('Please try again in 5 minutes.');
  });

  it('refuses to lead to another site, and to be called by one', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      expect(placeIn(await post('/sign-in', { accessKey: key, next }))).toEqual([303, `${publicUrl}/`]);
    }
    const { code } = await setupLinks.create({ tenantId: 'water', scopes: [], ttlMilliseconds: MINUTE });
    for (const path of ['/sign-in', '/sign-out', '/setup']) {
      for (const headers of [{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
        const answer = await post(path, { accessKey: key, code }, headers as Record<string, string>);
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
      }
    }
    // None of them has used it.
    expect((await setupLinks.redeem(code)).tenantId).toBe('water');
  });

  it('shows what one typed as text, in the language that one reads', async () => {
    const hostile = '/"><script>alert(1)</script>';
    const page = await get(`/sign-in?language=fr&next=${encodeURIComponent(hostile)}`);
    const text = await page.text();
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('Se connecter');
    expect(text).not.toContain('<script>');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('a setup link is used by its button and not by opening it, and the key is shown to that browser alone', async () => {
    const { code } = await setupLinks.create({ tenantId: 'power', scopes: ['records:read'], ttlMilliseconds: MINUTE });
    for (let opened = 0; opened < 3; opened++) expect((await get('/setup')).status).toBe(200);
    const answer = await post('/setup', { code: `${publicUrl}/setup#${code}` });
    const [status, location] = placeIn(answer);
    expect([status, location]).toEqual([303, expect.stringMatching(/\/setup\/access-key\?form=[\w-]{22}$/)]);
    const path = String(location).slice(publicUrl.length);
    const cookie = cookieIn(answer);
    const [apiKey] = /incola_key_[\w.-]+/.exec(await (await get(path, { cookie })).text()) ?? [];
    expect(await apiKeys.authenticate(`Bearer ${apiKey}`)).toMatchObject({ tenantId: 'power' });
    // A reload, or another language, still shows it; another browser or later one does not.
    expect(await (await get(`${path}&language=fr`, { cookie })).text()).toContain(apiKey);
    expect((await get(path)).status).toBe(303);
    const other = cookieIn(await post('/sign-in', { accessKey: key }));
    expect(await (await get(path, { cookie: other })).text()).toContain('no longer shown');
    now += 10 * MINUTE;
    const later = await (await get(path, { cookie })).text();
    expect(later).toContain('Régie &lt;power>');
    expect(later).not.toContain('incola_key_');
    const again = await post('/setup', { code });
    expect([again.status, again.headers.get('set-cookie')]).toEqual([400, null]);
    expect(await again.text()).toContain('This setup code cannot be used.');
  });

  it('gives the key of a good link also while others at the same address fail to sign in', async () => {
    for (let attempt = 0; attempt < 31; attempt++) await post('/sign-in', { accessKey: `guess ${attempt}` });
    expect((await post('/sign-in', { accessKey: 'another guess' })).status).toBe(429);
    expect((await post('/sign-in', { accessKey: key })).status).toBe(303);
    const { code } = await setupLinks.create({ tenantId: 'power', scopes: [], ttlMilliseconds: MINUTE });
    expect((await post('/setup', { code })).status).toBe(303);
    for (let attempt = 0; attempt < 30; attempt++) await post('/setup', { code: `guess ${attempt}` });
    const locked = await post('/setup', { code: 'guess' });
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '60']);
  });
});
