import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { ApiKeys, authenticationEntities, authenticationMigrations } from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import {
  FormUses,
  OperatorSessions,
  ownPath,
  sessionEntities,
  sessionMigrations,
  type OperatorSession,
} from '#service-kit/sessions';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const MINUTE = 60_000;
const ADDRESS = '192.0.2.7';
const PUBLIC_URL = 'http://localhost:4001';

describe.each<DatabaseUnderTest>(databasesUnderTest())("operators' sessions on $name", (databaseUnderTest) => {
  let now: number;
  let database: Database;
  let apiKeys: ApiKeys;
  let sessions: OperatorSessions;
  let forms: FormUses;
  let key: string;
  const clock = () => now;
  const parts = { clock, random: platformRandom };
  const cookieOf = ({ cookieValue }: OperatorSession) => `other=1; incola-issuer-session=${cookieValue}`;

  beforeEach(async () => {
    now = 1_800_000_000_000;
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: [...authenticationEntities, ...sessionEntities],
      migrations: [...authenticationMigrations, ...sessionMigrations],
    });
    apiKeys = new ApiKeys(database, clock, platformRandom);
    sessions = new OperatorSessions(database, apiKeys, { app: 'issuer', publicUrl: PUBLIC_URL }, parts);
    forms = new FormUses(database, parts);
    key = await apiKeys.create({ tenantId: 'water', scopes: ['records:read'] });
  });
  afterEach(() => database.close());

  it('the access key opens a session of its tenant and its scopes', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    expect(await sessions.find(cookieOf(session))).toEqual(session);
    expect(session).toMatchObject({ tenantId: 'water', scopes: ['records:read'] });
  });

  it('refuses a cookie that is unknown, altered, doubled, of another app or oversized', async () => {
    const { cookieValue } = await sessions.signIn(key, ADDRESS);
    const [id, secret] = cookieValue.split('.') as [string, string];
    const name = 'incola-issuer-session';
    for (const header of [
      undefined,
      '',
      `${name}=`,
      `${name}=${'A'.repeat(16)}.${'A'.repeat(43)}`,
      `${name}=${id}.${'A'.repeat(43)}`,
      `${name}=${'A'.repeat(16)}.${secret}`,
      `${name}=${cookieValue}x`,
      `${name}=${cookieValue}; ${name}=${cookieValue}`,
      `incola-verifier-session=${cookieValue}`,
      `x=${'y'.repeat(9_000)}; ${name}=${cookieValue}`,
    ]) {
      expect(await sessions.find(header)).toBeUndefined();
    }
  });

  it('ends after thirty idle minutes, and not before', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    now += 29 * MINUTE;
    expect(await sessions.find(cookieOf(session))).toBeDefined();
    now += 29 * MINUTE;
    expect(await sessions.find(cookieOf(session))).toBeDefined();
    now += 30 * MINUTE;
    expect(await sessions.find(cookieOf(session))).toBeUndefined();
  });

  it('ends after eight hours, however busy', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    for (let quarter = 0; quarter < 31; quarter++) {
      now += 15 * MINUTE;
      expect(await sessions.find(cookieOf(session))).toBeDefined();
    }
    now += 15 * MINUTE;
    expect(await sessions.find(cookieOf(session))).toBeUndefined();
  });

  it('ends by signing out, and by the revocation or the end of its access key', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    await sessions.end(session);
    await sessions.end(session);
    expect(await sessions.find(cookieOf(session))).toBeUndefined();
    const second = await sessions.signIn(key, ADDRESS);
    // By another instance, whose revocation this one has not heard of.
    await new ApiKeys(database, clock, platformRandom).revoke('water', second.keyId);
    expect(await sessions.find(cookieOf(second))).toBeUndefined();
    await expect(sessions.signIn(key, ADDRESS)).rejects.toMatchObject({ code: 'invalid_api_key' });
    const brief = await apiKeys.create({ tenantId: 'water', scopes: [], expiresAt: now + MINUTE });
    const third = await sessions.signIn(brief, ADDRESS);
    now += MINUTE;
    expect(await sessions.find(cookieOf(third))).toBeUndefined();
  });

  it('one key has twenty sessions at most: a further one ends the one that was idle longest', async () => {
    const first = await sessions.signIn(key, ADDRESS);
    now += 1;
    const second = await sessions.signIn(key, ADDRESS);
    for (let count = 2; count < 21; count++) {
      now += 1;
      await sessions.signIn(key, ADDRESS);
    }
    expect(await sessions.find(cookieOf(first))).toBeUndefined();
    expect(await sessions.find(cookieOf(second))).toBeDefined();
    now += 31 * MINUTE;
    await sessions.signIn(key, ADDRESS);
    expect(await database.tx((manager) => manager.query<unknown[]>('SELECT * FROM kit_session'))).toHaveLength(1);
  });

  it('answers an unknown, a wrong and a malformed key alike, and stores nothing of them', async () => {
    const wrong = `${key.split('.')[0]}.${'A'.repeat(43)}`;
    const unknown = `incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`;
    const refusals = await Promise.all(
      [wrong, unknown, '', ' ', `Bearer ${key}`, "' OR 1=1 --"].map((text) =>
        sessions.signIn(text, ADDRESS).catch((error: unknown) => String(error)),
      ),
    );
    expect(new Set(refusals).size).toBe(1);
    expect(refusals[0]).toContain('The access key is not valid.');
  });

  it('locks a key after ten wrong secrets for five minutes, and after thirty an address for keys that are none of ours', async () => {
    const wrong = `${key.split('.')[0]}.${'A'.repeat(43)}`;
    for (let attempt = 0; attempt < 10; attempt++) await sessions.signIn(wrong, `192.0.2.${attempt}`).catch(() => 0);
    await expect(sessions.signIn(key, ADDRESS)).rejects.toMatchObject({
      code: 'too_many_attempts',
      retryAfterSeconds: 300,
    });
    const other = await apiKeys.create({ tenantId: 'water', scopes: [] });
    expect(await sessions.signIn(other, ADDRESS)).toBeDefined();
    now += 5 * MINUTE;
    expect(await sessions.signIn(key, ADDRESS)).toBeDefined();
    for (let attempt = 0; attempt < 30; attempt++) await sessions.signIn(`guess ${attempt}`, ADDRESS).catch(() => 0);
    const unknown = `incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`;
    for (const guess of ['guess', unknown]) {
      await expect(sessions.signIn(guess, ADDRESS)).rejects.toMatchObject({ code: 'too_many_attempts' });
      await expect(sessions.signIn(guess, '192.0.2.99')).rejects.toMatchObject({ code: 'invalid_api_key' });
    }
    // Behind a proxy the guesses were somebody else's, from the same address.
    expect(await sessions.signIn(other, ADDRESS)).toBeDefined();
  });

  it('stores neither the cookie nor the answers of forms readably', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    await forms.once(session, forms.newToken(), async () => ({ transactionCode: '471108' }));
    const rows = await database.tx(async (manager) =>
      JSON.stringify([
        await manager.query<unknown>('SELECT * FROM kit_session'),
        await manager.query<unknown>('SELECT * FROM kit_form_use'),
      ]),
    );
    for (const secret of [session.cookieValue.split('.')[1] as string, key.split('.')[1] as string, '471108']) {
      expect(rows).not.toContain(secret);
    }
  });

  it('a form does its work once, however often and however fast it is sent', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    const token = forms.newToken();
    let count = 0;
    const work = async () => ({ count: ++count });
    const outcomes = await Promise.all([1, 2, 3].map(() => forms.once(session, token, work)));
    outcomes.push(await forms.once(session, token, work));
    expect(new Set(outcomes.map((outcome) => outcome.count)).size).toBe(1);
    const rows = await database.tx((manager) => manager.query<unknown[]>('SELECT * FROM kit_form_use'));
    expect(rows).toHaveLength(1);
  });

  it('work that fails leaves its form to be sent again', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    const token = forms.newToken();
    await expect(forms.once(session, token, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await forms.once(session, token, async () => ({ done: true }))).toEqual({ done: true });
  });

  it('an answer is read by the session that got it alone, for ten minutes, and ends with it', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    const token = forms.newToken();
    await forms.once(session, token, async () => ({ code: '1' }));
    const other = await sessions.signIn(key, ADDRESS);
    expect(await forms.read(session, token)).toEqual({ code: '1' });
    expect(await forms.read(other, token)).toBeUndefined();
    expect(await forms.read(session, undefined)).toBeUndefined();
    now += 10 * MINUTE;
    expect(await forms.read(session, token)).toBeUndefined();
    await sessions.end(session);
    expect(await database.tx((manager) => manager.query<unknown[]>('SELECT * FROM kit_form_use'))).toEqual([]);
  });

  it('refuses a form without a token of ours', async () => {
    const session = await sessions.signIn(key, ADDRESS);
    for (const token of [undefined, '', 'A', `${'A'.repeat(21)}'`, 'A'.repeat(200)]) {
      await expect(forms.once(session, token, async () => ({}))).rejects.toMatchObject({ code: 'malformed_form' });
    }
  });
});

describe('the address to go back to', () => {
  it('is a path of ours', () => {
    expect(ownPath('/customers?cursor=a#b', PUBLIC_URL)).toBe('/customers?cursor=a');
    expect(ownPath('/a/../customers', PUBLIC_URL)).toBe('/customers');
  });

  it.each([
    undefined,
    '',
    'customers',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    `/${'a'.repeat(500)}`,
  ])('refuses to lead to %j', (wanted) => {
    expect(ownPath(wanted, PUBLIC_URL)).toBe('/');
  });
});

describe("the session's cookie", () => {
  it('carries the app, and under https a prefix that no other host can write', async () => {
    const at = (app: string, publicUrl: string) =>
      new OperatorSessions(
        {} as Database,
        {} as ApiKeys,
        { app, publicUrl },
        { clock: () => 0, random: platformRandom },
      ).cookie;
    expect(at('issuer', PUBLIC_URL).give('x')).toBe('incola-issuer-session=x; Path=/; HttpOnly; SameSite=Lax');
    expect(at('verifier', 'https://bank.example').give('x')).toBe(
      '__Host-incola-verifier-session=x; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    expect(at('issuer', PUBLIC_URL).take()).toContain('Max-Age=0');
  });
});
