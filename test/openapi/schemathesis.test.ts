import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { makeScene, OWNERS, SERVICES, type Scene } from '../refusals/scene.js';
import { documentWithExamples } from './document-with-examples.js';
import { runSchemathesis } from './run-schemathesis.js';

const EXAMPLES = 6;
const MINUTE = 60_000;
/** `npm run fuzz:api -- --seconds N`: for all services together. */
const seconds = process.env.INCOLA_FUZZ_SECONDS === undefined ? undefined : Number(process.env.INCOLA_FUZZ_SECONDS);
const each = seconds === undefined ? undefined : Math.ceil(seconds / SERVICES.length);
const limit = seconds === undefined ? 4 * MINUTE : seconds * 1000 + 5 * MINUTE;

// Also compared with the documents, by the scene: every answer, as it leaves the service.
describe.each(databasesUnderTest().slice(0, 1))('schemathesis on $name', (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, MINUTE);
  afterAll(() => scene.close(), MINUTE);

  test.each(SERVICES)(
    'whatever is asked of the %s, it does not fail, and answers as its document says',
    async (service) => {
      const url = scene.urls[service];
      const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as JsonObject;
      const owner = service === 'cooperative' ? undefined : OWNERS[service];
      const { passed, report } = await runSchemathesis(documentWithExamples(document, service, scene), url, {
        apiKey: owner === undefined ? undefined : scene.cooperation.apiKeyOf(owner),
        ...{ examples: seconds === undefined ? EXAMPLES : 10_000, seconds: each },
      });
      expect(passed ? '' : report.slice(-20_000)).toBe('');
    },
    limit,
  );
});

test('a service that fails, or answers otherwise than described, does not pass', async () => {
  const described = (description: string) => ({
    get: { responses: { 200: { description, content: { 'application/json': { schema: { type: 'object' } } } } } },
  });
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'Another', version: '1' } },
    paths: { '/failing': described('An object'), '/listing': described('An object, and not this list') },
  };
  const server = createServer((request, response) => {
    const status = request.url === '/failing' ? 500 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end('[]');
  }).listen(0, 'localhost');
  await once(server, 'listening');
  try {
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const { passed, report } = await runSchemathesis(document, url, { apiKey: undefined, examples: 1 });
    expect(passed).toBe(false);
    expect(report).toMatch(/Server error/);
    expect(report).toMatch(/Response violates schema/);
  } finally {
    server.close();
  }
}, 60_000);
