import { Body, Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { outage, refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { eventually } from '../../../test/environment/eventually.js';

@Controller()
class Echoes {
  @Post('api/v1/echo')
  @HttpCode(200)
  echo(@Body() body: unknown): unknown {
    return parseDoor(z.strictObject({ name: z.string().max(5) }), body);
  }

  @Post('lyon/token')
  token(@Body() body: unknown): unknown {
    if (parseForm(body).code === 'old') throw refusal('code_expired', 'The "code" is too old.');
    return { ok: true };
  }

  @Get('api/v1/broken/:secret')
  broken(@Param('secret') secret: string): unknown {
    throw new Error(`cannot read ${secret}`);
  }

  @Get('api/v1/down')
  down(): unknown {
    throw outage('neighbour_down', 'The neighbour does not answer.');
  }

  @Get('api/v1/missing')
  missing(): unknown {
    throw refusal('unknown_thing', 'No such thing.');
  }
}

@Module({ controllers: [Echoes] })
class EchoModule {}

let service: HttpService;
let logged = '';
const call = (path: string, init: RequestInit = {}) => fetch(service.url + path, init);
const post = (path: string, body: string, type = 'application/json') =>
  call(path, { method: 'POST', body, headers: { 'content-type': type } });

beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  service = await createHttpService({
    module: EchoModule,
    publicUrl: 'http://localhost:4999',
    listen: { host: '127.0.0.1', port: 0 },
    bodyLimitBytes: 2048,
    bodyLimitOf: (_method, route) => (route === '/lyon/token' ? 64 : undefined),
    publicCors: (path) => path.startsWith('/lyon/'),
    errors: {
      statuses: { unknown_thing: 404 },
      oauth: { paths: (path) => path.startsWith('/lyon/'), errors: { code_expired: { error: 'invalid_grant' } } },
    },
    log: createLog({ service: 'echo', level: 'info', destination }),
    readiness: {
      database: () => undefined,
      keys: () => {
        throw new Error('locked');
      },
    },
    metricsListen: { host: '127.0.0.1', port: 0 },
  });
});
afterAll(() => service.close());

async function problem(answer: Response): Promise<unknown> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return answer.json();
}

describe('management endpoints', () => {
  test('take what their door allows', async () => {
    const answer = await post('/api/v1/echo', '{"name":"Anne"}');
    expect([answer.status, await answer.json()]).toEqual([200, { name: 'Anne' }]);
  });

  test('refuse a wrong member by its name, without its value', async () => {
    const answer = await post('/api/v1/echo', '{"name":"<script>alert(1)</script>","<b>":1}');
    expect(answer.status).toBe(400);
    const text = JSON.stringify(await problem(answer));
    expect(text).toContain('name (too long or too large)');
    expect(text).not.toContain('script');
    expect(text).not.toContain('<b>');
  });

  test.each([
    ['garbage', '{"name"', 400, 'malformed_json'],
    ['deep JSON', '['.repeat(200) + ']'.repeat(200), 400, 'json_too_deep'],
    ['an oversized body', JSON.stringify('x'.repeat(5000)), 413, 'body_too_large'],
    ['an empty body', '', 400, 'malformed_json'],
  ])('refuse %s', async (_what, body, status, code) => {
    const answer = await post('/api/v1/echo', body);
    expect(answer.status).toBe(status);
    expect(await problem(answer)).toMatchObject({ type: `urn:incola:problem:${code}`, status, code });
  });

  test('refuse a body that is not UTF-8', async () => {
    const answer = await call('/api/v1/echo', {
      method: 'POST',
      body: Uint8Array.of(0x22, 0xff, 0x22),
      headers: { 'content-type': 'application/json' },
    });
    expect(await problem(answer)).toMatchObject({ status: 400, code: 'malformed_utf8' });
  });

  test('refuse a foreign media type', async () => {
    expect(await problem(await post('/api/v1/echo', '<a/>', 'application/xml'))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  test.each(['/nowhere', '/%', '/%ff', '/api/v1/echo', `/${'a'.repeat(3000)}`])(
    'answer %.20s with a problem, never with 500',
    async (path) => {
      const answer = await call(path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      await problem(answer);
    },
  );

  test('map codes to statuses', async () => {
    expect(await problem(await call('/api/v1/missing'))).toMatchObject({ status: 404, code: 'unknown_thing' });
  });

  test('answer an outage with 503 and when to come back', async () => {
    const answer = await call('/api/v1/down');
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await problem(answer)).toMatchObject({ status: 503, code: 'neighbour_down' });
  });

  test('answer a bug with 500 and say nothing of it, in the log neither', async () => {
    const answer = await call('/api/v1/broken/tombstone?name=Dupont');
    expect(await problem(answer)).toEqual({
      type: 'urn:incola:problem:unexpected',
      title: 'Internal Server Error',
      status: 500,
      code: 'unexpected',
    });
    // The access log's line may come after the answer.
    await eventually(() => expect(logged).toMatch(/"\/api\/v1\/broken\/:secret".*"answered"/));
    expect(logged).toContain('request failed');
    expect(logged).not.toContain('tombstone');
    expect(logged).not.toContain('Dupont');
  });

  test('never answer CORS, and forbid framing, sniffing and storing', async () => {
    const answer = await call('/api/v1/missing', { headers: { origin: 'https://elsewhere.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('protocol endpoints', () => {
  const FORM = 'application/x-www-form-urlencoded';

  test('word errors as OAuth does', async () => {
    const answer = await post('/lyon/token', 'code=old', FORM);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: "The 'code' is too old." },
    ]);
  });

  test.each([
    ['a parameter given twice', 'code=a&code=b', FORM, 400],
    ['malformed JSON', '{', 'application/json', 400],
    ['a body over the limit of the route', `code=${'a'.repeat(100)}`, FORM, 413],
    ['a foreign media type', '<a/>', 'application/xml', 415],
  ])('refuse %s in the same shape', async (_what, body, type, status) => {
    const answer = await post('/lyon/token', body, type);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  test('answer any origin, preflight included', async () => {
    const answer = await post('/lyon/token', 'code=old', FORM);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('DPoP-Nonce');
    const preflight = await call('/lyon/token', { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      expect.stringContaining('DPoP'),
    ]);
  });
});

describe('health', () => {
  test('says that the process lives and what it lacks to be ready', async () => {
    expect((await call('/livez')).status).toBe(200);
    const ready = await call('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, checks: { database: true, keys: false } },
    ]);
  });

  test('shows figures on a port of its own only', async () => {
    expect((await call('/metrics')).status).toBe(404);
    const figures = await (await fetch(service.metricsUrl ?? '')).text();
    expect(figures).toMatch(/^incola_process_cpu_seconds_total [\d.]+$/m);
    expect(figures).toMatch(/^incola_http_answers_4xx_total \d+$/m);
  });
});
