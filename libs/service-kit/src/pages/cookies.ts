import type { FastifyRequest } from 'fastify';

const MAX_COOKIE_HEADER = 8192;

/** One cookie of a request, or `undefined`; of two of a name the first, as browsers send the more specific path first. */
export function cookieOf(request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  const header = request.headers.cookie;
  if (header === undefined || header.length > MAX_COOKIE_HEADER) return undefined;
  for (const pair of header.split(';')) {
    const place = pair.indexOf('=');
    if (place > 0 && pair.slice(0, place).trim() === name) return pair.slice(place + 1).trim();
  }
  return undefined;
}
