import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { urlOf } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { databasesUnderTest } from '../environment/databases.js';
import { ROUTE_TABLE } from './route-table.js';
import { makeScene, SERVICES, type Scene } from './scene.js';
import { goodRequest, pathOf, send, sendTo, type ReadAnswer } from './send-request.js';

const EXPOSED = [
  'DPoP-Nonce',
  'OAuth-Client-Attestation-Challenge',
  'WWW-Authenticate',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Date',
  'ETag',
];
const FOREIGN = 'https://foreign.example';
const FORGED = 'forged.example';
const FORGERIES = {
  host: FORGED,
  forwarded: `host=${FORGED};proto=https`,
  'x-forwarded-host': FORGED,
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '192.0.2.1',
  'x-original-url': `https://${FORGED}/`,
  'x-rewrite-url': `https://${FORGED}/`,
};
// What is erased is erased for the tests after it.
const REPEATABLE = ROUTE_TABLE.filter(({ route }) => !route.startsWith('DELETE'));

describe.each(databasesUnderTest().slice(0, 1))('answers on $name', (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  describe('to a page of another origin', () => {
    test.each(REPEATABLE)('$service $route may be read by it: $anyOrigin', async (entry) => {
      const good = goodRequest(entry, scene);
      const headers = { ...good.headers, origin: FOREIGN };
      // As it should be, refused, and to an address that is written otherwise.
      const { body: _body, ...bodyless } = good;
      const answers = [
        await send(entry, { ...good, headers }, scene),
        await send(entry, { ...bodyless, headers: { origin: FOREIGN }, body: Buffer.from('{') }, scene),
        await sendTo(scene.urls[entry.service], escapeFirstLetter(pathOf(entry, good)), { ...good, headers }),
      ];
      for (const answer of answers) {
        expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
        expect(answer.headers['access-control-allow-origin']).toBe(entry.anyOrigin ? '*' : undefined);
        const exposed = answer.headers['access-control-expose-headers']?.split(', ');
        expect(exposed).toEqual(entry.anyOrigin ? EXPOSED : undefined);
      }
    });

    test.each(REPEATABLE)('$service $route may be called by it: $anyOrigin', async (entry) => {
      const [method = ''] = entry.route.split(' ');
      const path = pathOf(entry, goodRequest(entry, scene));
      for (const target of [path, escapeFirstLetter(path)]) {
        const preflight = await sendTo(scene.urls[entry.service], target, {
          method: 'OPTIONS',
          headers: {
            origin: FOREIGN,
            'access-control-request-method': method,
            'access-control-request-headers': 'authorization, dpop, content-type',
          },
          body: undefined,
        });
        expect(allowsOf(preflight)).toEqual(
          entry.anyOrigin
            ? { status: 204, origin: '*', method: true, headers: true }
            : { status: 404, origin: undefined, method: false, headers: false },
        );
        function allowsOf({ status, headers }: ReadAnswer) {
          return {
            status,
            origin: headers['access-control-allow-origin'],
            method: headers['access-control-allow-methods']?.split(', ').includes(method) ?? false,
            headers: headers['access-control-allow-headers']?.includes('DPoP') ?? false,
          };
        }
      }
    });
  });

  test.each(REPEATABLE)('$service $route takes no address from what a request says of its host', async (entry) => {
    const good = goodRequest(entry, scene);
    const forged = await send(entry, { ...good, headers: { ...good.headers, ...FORGERIES } }, scene);
    expect(forged.status).toBeLessThan(500);
    const told = [JSON.stringify(forged.headers), forged.text, ...decodedParts(forged.text)].join('\n');
    expect(told).not.toContain(FORGED);
    expect(told).not.toMatch(/192\.0\.2\.1/);
    const origins = Object.values(scene.cooperation.ports).map(urlOf);
    for (const link of told.match(/http:\/\/localhost(?::|%3A)\d+/gi) ?? []) {
      expect(origins).toContain(decodeURIComponent(link));
    }
  });

  test.each(SERVICES)('the %s takes no address from a request in absolute form', async (service) => {
    const get = (path: string) => {
      return sendTo(scene.urls[service], `http://${FORGED}${path}`, { method: 'GET', headers: {}, body: undefined });
    };
    const live = await get('/livez');
    expect([live.status, live.headers['access-control-allow-origin']]).toEqual([200, undefined]);
    const managed = await get('/api/v1/webhooks');
    expect(managed.headers['access-control-allow-origin']).toBeUndefined();
    expect(managed.text).not.toContain(FORGED);
  });

  test('the links lead to where they say', async () => {
    const { cooperation, objects, urls } = scene;
    const utility = cooperation.client('eaux-de-valserine');
    const made = await utility.call('POST', '/api/v1/offers', { subjectRecordId: objects.subjectRecordId });
    expect(made.credentialOfferUri).toBe(`${urls.issuer}/eaux-de-valserine/offers/${made.id as string}`);
    expect((await fetch(made.credentialOfferUri as string)).status).toBe(200);
  });
});

/** `/api` as `/%61pi`: the same address to a router. */
function escapeFirstLetter(path: string): string {
  const code = path.charCodeAt(1).toString(16);
  return /[a-z]/.test(path.charAt(1)) ? `/%${code}${path.slice(2)}` : path;
}

/** What is behind dots and percent signs: JWTs, links in links. */
function decodedParts(text: string): string[] {
  const parts = text.match(/[\w-]{20,}/g) ?? [];
  return [
    decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')),
    ...parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')),
  ];
}
