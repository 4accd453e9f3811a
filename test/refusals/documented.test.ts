import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { Conformance } from '../openapi/conformance.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, SERVICES, type Scene, type Service } from './scene.js';
import { goodRequest, send, type PartedRequest } from './send-request.js';

const DOCUMENTED = SERVICES.filter((service) =>
  ROUTE_TABLE.some((entry) => isDocument(entry) && entry.service === service),
);
/** What the services tell of themselves, and what only scripts of our own pages read. */
const NOT_IN_DOCUMENTS =
  /^(?:GET \/(?:livez|readyz|assets\/\*|api\/openapi\.json)|\w+ \/(?!api\/)\S*(?:verif\w+|customer-screens)\/:id\/(?:state|events|digital-credentials))$/;

function isDocument({ route }: RouteEntry): boolean {
  return route === 'GET /api/openapi.json';
}

describe.each(databasesUnderTest().slice(0, 1))('the OpenAPI documents on $name', (database) => {
  let scene: Scene;
  const documents = new Map<Service, Conformance>();
  beforeAll(async () => {
    scene = await makeScene(database);
    for (const service of DOCUMENTED) {
      const answer = await fetch(`${scene.urls[service]}/api/openapi.json`);
      documents.set(service, new Conformance((await answer.json()) as JsonObject));
    }
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  test.each(DOCUMENTED)('the %s has every route for programs in its document, and no other', (service) => {
    const isPage = new Set(
      ROUTE_TABLE.filter((entry) => entry.service === service && entry.page).map(({ route }) => route),
    );
    const running = scene.routes.of(scene.cooperation.ports[service]);
    const forPrograms = running.filter((route) => !isPage.has(route) && !NOT_IN_DOCUMENTS.test(route));
    expect([...(documents.get(service)?.operations ?? [])].sort()).toEqual(forPrograms);
  });

  const inDocuments = ROUTE_TABLE.filter(
    ({ service, route, page }) => DOCUMENTED.includes(service) && page !== true && !NOT_IN_DOCUMENTS.test(route),
  );
  test.each(inDocuments)('$service $route answers as its document says', async (entry) => {
    const good = goodRequest(entry, scene);
    const { authorization: _key, ...keyless } = good.headers;
    const requests: PartedRequest[] = [
      good,
      { ...good, headers: keyless },
      { ...good, body: Buffer.from('{}') },
      { ...good, parameters: Object.fromEntries(Object.keys(good.parameters).map((name) => [name, 'A'.repeat(22)])) },
    ];
    for (const request of entry.route.startsWith('DELETE') ? requests.reverse() : requests) {
      const { status, headers, text } = await send(entry, request, scene);
      const [method = '', route = ''] = entry.route.split(' ');
      const sent = { method, route, status, contentType: headers['content-type'], text };
      expect(documents.get(entry.service)?.faultsOf(sent)).toEqual([]);
    }
  });

  test('a comparison finds an answer that is another', () => {
    const [service = 'verifier'] = DOCUMENTED;
    const compare = (status: number, contentType: string, value: unknown) =>
      documents.get(service)?.faultsOf({
        ...{ method: 'POST', route: '/api/v1/setup', status, contentType, text: JSON.stringify(value) },
      });
    const good = { apiKey: 'key', tenant: 'bank', scopes: [] };
    const problem = { type: 'urn:incola:problem:invalid_setup_code', title: 'Bad Request', status: 400 };
    expect(compare(200, 'application/json', good)).toEqual([]);
    expect(compare(200, 'application/json', { ...good, secret: 'more' })).toHaveLength(1);
    expect(compare(200, 'text/html', good)).toHaveLength(1);
    expect(compare(202, 'application/json', good)).toHaveLength(1);
    const problemType = 'application/problem+json';
    expect(compare(400, problemType, { ...problem, code: 'invalid_setup_code' })).toEqual([]);
    expect(compare(400, problemType, { ...problem, code: 'invalid_something' })).toHaveLength(1);
  });
});
