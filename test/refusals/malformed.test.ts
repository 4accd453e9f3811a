import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonValue } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { faultsOf } from './expect-refusal.js';
import { OTHER_KINDS, SPOILT_BODIES, SPOILT_TARGETS } from './malformed-requests.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, SERVICES, type Scene } from './scene.js';
import { goodRequest, send, sendTo } from './send-request.js';
import { replaceEachText } from './replace-texts.js';

describe.each(databasesUnderTest())('malformed requests on $name', (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  test.each(SERVICES)('the table names every route of the %s, and no other', (service) => {
    const inTable = ROUTE_TABLE.filter((entry) => entry.service === service).map(({ route }) => route);
    expect(scene.routes.of(scene.cooperation.ports[service])).toEqual([...inTable].sort());
  });

  test.each(ROUTE_TABLE.filter(({ body }) => body !== undefined))(
    '$service $route refuses bodies that are none, without failing',
    async (entry) => {
      const good = goodRequest(entry, scene);
      const faults: string[] = [];
      for (const [what, spoil] of Object.entries(SPOILT_BODIES)) {
        const answer = await send(entry, spoil(good), scene);
        faults.push(...faultsOf(answer, entry).map((fault) => `${what}: ${fault}`));
      }
      const body = entry.body?.(scene);
      if (body !== undefined && 'json' in body) {
        for (const kind of OTHER_KINDS) {
          for (const { place, value } of replaceEachText(body.json, kind as JsonValue)) {
            const spoilt = { ...good, body: Buffer.from(JSON.stringify(value)) };
            const answer = await send(entry, spoilt, scene);
            faults.push(...faultsOf(answer, entry).map((fault) => `${place} as ${JSON.stringify(kind)}: ${fault}`));
            if (answer.status < 400) faults.push(`${place} as ${JSON.stringify(kind)}: accepted`);
          }
        }
      }
      expect(faults).toEqual([]);
    },
  );

  test.each(ROUTE_TABLE)('$service $route refuses addresses and methods that are none', async (entry) => {
    const good = goodRequest(entry, scene);
    const faults: string[] = [];
    for (const [what, targetOf] of Object.entries(SPOILT_TARGETS)) {
      const answer = await sendTo(scene.urls[entry.service], targetOf(entry, good), good);
      // Another address may be another route: an error in any shape will do.
      const type = answer.headers['content-type'];
      const isPage = type?.startsWith('text/html') === true && !entry.route.includes(' /api/');
      const shape =
        type?.startsWith('application/json') === true ? { oauth: true } : { page: isPage, cached: entry.cached };
      faults.push(
        ...faultsOf(answer, shape as Pick<RouteEntry, 'oauth' | 'page' | 'cached'>).map((fault) => `${what}: ${fault}`),
      );
    }
    for (const method of ['PATCH', 'TRACE', 'PROPFIND', 'LOCK']) {
      const answer = await send(entry, { ...good, method, body: undefined }, scene);
      faults.push(...faultsOf(answer, entry).map((fault) => `${method}: ${fault}`));
      if (answer.status < 400) faults.push(`${method}: ${answer.status}`);
    }
    expect(faults).toEqual([]);
  });

  test('header fields that are too long or no HTTP at all get a coded problem too', async () => {
    for (const service of SERVICES) {
      const url = scene.urls[service];
      const long = await sendTo(url, '/livez', {
        method: 'GET',
        headers: { authorization: `Bearer ${'a'.repeat(40_000)}` },
        body: undefined,
      });
      expect({ status: long.status, faults: faultsOf(long, {}) }).toEqual({ status: 431, faults: [] });
    }
  });

  test('after all of it, the good flow works, and no table is lost', async () => {
    const { items } = await scene.cooperation
      .client('eaux-de-valserine')
      .call('POST', '/api/v1/subject-records/search', { customerNumber: scene.objects.customerNumber });
    expect((items as JsonValue[]).filter(isJsonObject)).toHaveLength(1);
    expect(await scene.walk()).toBe('verified');
    expect(scene.cooperation.failures).toEqual([]);
  });
});
