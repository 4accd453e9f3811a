import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createVerifierClient, requireAnswer } from '../src/index.js';

const run = promisify(execFile);
const PROBLEM = { type: 'urn:incola:problem:unknown_contract', status: 404, code: 'unknown_contract', detail: 'None.' };

/** A service that gives one answer, and what it was asked. */
function answering(status: number, body: unknown) {
  const asked: Request[] = [];
  const fetch = async (request: Request) => {
    asked.push(request);
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
  return { asked, client: createVerifierClient({ baseUrl: 'https://verifier.example/', token: 'key', fetch }) };
}

describe('the typed clients', () => {
  test.each(['issuer', 'verifier', 'cooperative'])(
    'the types of the %s are those of its document (else: npm run openapi)',
    async (service) => {
      const { stdout } = await run(process.execPath, [
        'libs/api-clients/generate-types.mjs',
        `schemas/openapi/${service}.json`,
      ]);
      expect(await readFile(`libs/api-clients/src/generated/${service}-api.ts`, 'utf8')).toBe(stdout);
    },
    30_000,
  );

  test('asks with its key, at the address of the document', async () => {
    const { client, asked } = answering(200, { items: [] });
    const found = await client.GET('/api/v1/verifications', { params: { query: { limit: '2' } } });
    expect(requireAnswer(found)).toEqual({ items: [] });
    expect(asked[0]?.url).toBe('https://verifier.example/api/v1/verifications?limit=2');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer key');
  });

  test('refuses to take a problem for an answer, and names its code', async () => {
    const { client } = answering(404, PROBLEM);
    const asked = await client.GET('/api/v1/verifications/{id}', { params: { path: { id: 'none' } } });
    expect(() => requireAnswer(asked)).toThrow(expect.objectContaining({ code: 'unknown_contract', fault: 'refusal' }));
  });

  test('a service that fails is an outage', async () => {
    const { client } = answering(503, { code: 'trust_unavailable' });
    const asked = await client.GET('/api/v1/verifications/{id}', { params: { path: { id: 'none' } } });
    expect(() => requireAnswer(asked)).toThrow(expect.objectContaining({ code: 'api_unavailable', fault: 'outage' }));
  });
});
