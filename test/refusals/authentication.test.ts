import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { platformRandom } from '#primitives';
import { ApiKeys, SetupLinks } from '#service-kit/authentication';
import type { Database } from '#service-kit/database';
import { openDataStore } from '../../apps/issuer/src/adapters/typeorm/open-data-store.js';
import { openDataStores } from '../../apps/verifier/src/adapters/typeorm/open-stores.js';
import { databasesUnderTest } from '../environment/databases.js';
import { faultsOf, readObject } from './expect-refusal.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, OTHERS, OWNERS, type Scene } from './scene.js';
import { goodRequest, send } from './send-request.js';

const KEYED = ROUTE_TABLE.filter(({ scope }) => scope !== undefined);
type Keyed = 'issuer' | 'verifier';

describe.each(databasesUnderTest().slice(0, 1))('API keys and setup codes on $name', (database) => {
  let scene: Scene;
  const stores: Partial<Record<Keyed, { database: Database; apiKeys: ApiKeys; setupLinks: SetupLinks }>> = {};
  const bad: Record<Keyed, Record<string, string | undefined>> = { issuer: {}, verifier: {} };

  beforeAll(async () => {
    scene = await makeScene(database);
    const { clock } = scene.cooperation;
    const opened = {
      issuer: await openDataStore(scene.databaseUrls.issuer),
      verifier: (await openDataStores({ databaseUrl: scene.databaseUrls.verifier })).database,
    };
    for (const service of ['issuer', 'verifier'] as const) {
      const apiKeys = new ApiKeys(opened[service], clock, platformRandom);
      const setupLinks = new SetupLinks(opened[service], apiKeys, clock, platformRandom);
      stores[service] = { database: opened[service], apiKeys, setupLinks };
      bad[service] = await badKeys(service, apiKeys);
    }
  }, 60_000);
  afterAll(async () => {
    for (const { database: opened } of Object.values(stores)) await opened.close();
    await scene.close();
  }, 30_000);

  /** Header fields by what is wrong with them; every one must be answered 401. */
  async function badKeys(service: Keyed, apiKeys: ApiKeys): Promise<Record<string, string | undefined>> {
    const tenantId = OWNERS[service];
    const scopes = [...new Set(KEYED.map(({ scope }) => scope as string))];
    const good = scene.cooperation.apiKeyOf(tenantId);
    const revoked = await apiKeys.create({ tenantId, scopes });
    await apiKeys.revoke(tenantId, /^incola_key_([^.]+)/.exec(revoked)?.[1] as string);
    const expired = await apiKeys.create({ tenantId, scopes, expiresAt: scene.cooperation.clock() - 1 });
    const [id, secret] = good.split('.') as [string, string];
    const [, othersSecret] = scene.cooperation.apiKeyOf(OTHERS[service]).split('.') as [string, string];
    return {
      'no key': undefined,
      'an empty field': '',
      'another scheme': `Basic ${Buffer.from('admin:admin').toString('base64')}`,
      'a key without its scheme': good,
      'a DPoP token': `DPoP ${good}`,
      'an unknown key': `Bearer incola_key_${'A'.repeat(16)}.${'A'.repeat(43)}`,
      'the key of another service': `Bearer ${scene.cooperation.apiKeyOf(OWNERS[service === 'issuer' ? 'verifier' : 'issuer'])}`,
      'a key with its last character changed': `Bearer ${good.slice(0, -1)}${good.endsWith('A') ? 'E' : 'A'}`,
      'a key with the secret of another': `Bearer ${id}.${othersSecret}`,
      'a secret under another name': `Bearer incola_key_${'A'.repeat(16)}.${secret}`,
      SQL: `Bearer incola_key_' OR '1'='1`,
      'two keys': `Bearer ${good} ${good}`,
      'a revoked key': `Bearer ${revoked}`,
      'an expired key': `Bearer ${expired}`,
    };
  }

  function withKey(entry: RouteEntry, authorization: string | undefined) {
    const good = goodRequest(entry, scene);
    const { authorization: _own, ...headers } = good.headers;
    return { ...good, headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) } };
  }

  test.each(KEYED)('$service $route takes no key but one in force', async (entry) => {
    const wrong: unknown[] = [];
    for (const [what, authorization] of Object.entries(bad[entry.service as Keyed])) {
      const answer = await send(entry, withKey(entry, authorization), scene);
      const challenge = answer.headers['www-authenticate'] ?? '';
      const asExpected = answer.status === 401 && challenge.startsWith('Bearer realm="incola"');
      if (!asExpected) wrong.push([what, answer.status, challenge]);
      wrong.push(...faultsOf(answer, entry).map((fault) => [what, fault]));
    }
    expect(wrong).toEqual([]);
  });

  test.each(KEYED)('$service $route asks for the scope that the table names', async (entry) => {
    const service = entry.service as Keyed;
    const others = [...new Set(KEYED.map(({ scope }) => scope as string))].filter((scope) => scope !== entry.scope);
    const grant = { tenantId: OWNERS[service], scopes: [...others, '*', '', `${entry.scope} `] };
    const apiKey = await stores[service]?.apiKeys.create(grant);
    const answer = await send(entry, withKey(entry, `Bearer ${apiKey}`), scene);
    expect([answer.status, readObject(answer.text)?.code]).toEqual([403, 'insufficient_scope']);
    expect(answer.headers['www-authenticate']).toContain(`error="insufficient_scope", scope="${entry.scope}"`);
  });

  describe.each(['issuer', 'verifier'] as const)('setup at the %s', (service) => {
    const entry = ROUTE_TABLE.find(
      (one) => one.service === service && one.route === 'POST /api/v1/setup',
    ) as RouteEntry;
    const redeem = (code: unknown) => {
      const good = goodRequest(entry, scene);
      return send(entry, { ...good, body: Buffer.from(JSON.stringify({ code })) }, scene);
    };
    const newCode = async () => {
      const grant = { tenantId: OWNERS[service], scopes: ['records:read'], ttlMilliseconds: 60_000 };
      return (await stores[service]?.setupLinks.create(grant))?.code as string;
    };

    test('a code makes one key, however many ask at once', async () => {
      const code = await newCode();
      const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(code)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(400)]);
      const again = await redeem(code);
      expect([again.status, readObject(again.text)?.code]).toEqual([400, 'invalid_setup_code']);
    });

    test('a code that was guessed at is locked, and so is guessing', async () => {
      const code = await newCode();
      const [name = ''] = code.split('.');
      for (let guess = 0; guess < 5; guess++) {
        const wrong = await redeem(`${name}.${Buffer.alloc(32, guess).toString('base64url')}`);
        expect(readObject(wrong.text)?.code).toBe('invalid_setup_code');
      }
      expect(readObject((await redeem(code)).text)?.code).toBe('invalid_setup_code');
      const codes = new Set<unknown>();
      for (let guess = 0; guess < 30; guess++) codes.add(readObject((await redeem(`guess-${guess}`)).text)?.code);
      expect([...codes]).toEqual(['invalid_setup_code', 'too_many_attempts']);
      expect((await redeem('guess')).status).toBe(429);
      // Strangers' guesses keep nobody out who was sent a code.
      expect((await redeem(await newCode())).status).toBe(200);
      await scene.cooperation.advance(61);
      expect((await redeem('guess')).status).toBe(400);
    });

    test('a code ends with its time', async () => {
      const code = await newCode();
      await scene.cooperation.advance(61);
      expect(readObject((await redeem(code)).text)?.code).toBe('invalid_setup_code');
    });
  });

  test('leaves the keys in force as they were', async () => {
    expect(await scene.walk()).toBe('verified');
  });
});
