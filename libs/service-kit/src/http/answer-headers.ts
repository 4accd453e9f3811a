import type { FastifyInstance } from 'fastify';

const EXPOSED =
  'DPoP-Nonce, OAuth-Client-Attestation-Challenge, WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy, Date, ETag';
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
  'access-control-allow-headers':
    'Authorization, Content-Type, DPoP, If-None-Match, OAuth-Client-Attestation, OAuth-Client-Attestation-PoP',
  'access-control-max-age': '7200',
};

/** The header fields that every answer to an address has. */
export type AnswerHeaders = (url: string) => Readonly<Record<string, string>>;

/**
 * Header fields of every answer; a controller may set another `cache-control`. Public protocol paths answer any origin, without
 * credentials (design §4); management paths never mention CORS, so that a browser refuses foreign pages.
 */
export function addAnswerHeaders(
  fastify: FastifyInstance,
  options: { publicUrl: string; publicCors: (path: string) => boolean },
): AnswerHeaders {
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(options.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  const forAnyOrigin = { ...always, 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED };
  const isPublic = (url: string) => options.publicCors(routedPath(url));
  fastify.addHook('onRequest', (request, reply, done) => {
    const { url } = request;
    const answersAnyOrigin = isPublic(url);
    reply.headers(answersAnyOrigin ? forAnyOrigin : always);
    if (answersAnyOrigin && request.method === 'OPTIONS') void reply.code(204).headers(PREFLIGHT).send();
    else done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    // What is left of a body that was refused midway would stand before the next request on this connection.
    if (!request.raw.complete) void reply.header('connection', 'close');
    done(null, payload);
  });
  return (url) => (isPublic(url) ? forAnyOrigin : always);
}

/**
 * The path as the router compares it: `/%61pi/v1` and, in absolute form (RFC 9112 §3.2.2), `http://x/api/v1` are `/api/v1`, and
 * no page of another origin may call them either.
 */
function routedPath(url: string): string {
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/]*/i, '');
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
