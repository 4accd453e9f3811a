import type { FastifyReply, FastifyRequest } from 'fastify';
import { domainDigest, encodeBase64url, encodeUtf8, type RandomBytes } from '#primitives';
import { cookieOf } from '#service-kit/pages';

const COOKIE = 'incola-counters-session';
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** @returns the digest by which applications of this browser are found, or `undefined` of a browser without our cookie */
export function sessionDigestOf(request: FastifyRequest): string | undefined {
  const secret = cookieOf(request, COOKIE);
  return secret !== undefined && SECRET.test(secret) ? digestOf(secret) : undefined;
}

/** The browser's digest; a new browser gets its cookie. `Lax`: the person comes back from the verifier's page. */
export function ensureSession(
  request: FastifyRequest,
  reply: FastifyReply,
  random: RandomBytes,
  secure: boolean,
): string {
  const known = sessionDigestOf(request);
  if (known !== undefined) return known;
  const secret = encodeBase64url(random(32));
  void reply.header('set-cookie', `${COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`);
  return digestOf(secret);
}

function digestOf(secret: string): string {
  return encodeBase64url(domainDigest('incola:counter-session:1', encodeUtf8(secret)));
}
