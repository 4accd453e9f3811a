import type { FastifyRequest } from 'fastify';

/** A browser that only looks ahead, or a program that only looks: it must not use up an address that opens once. */
export function onlyLooks({ method, headers }: FastifyRequest): boolean {
  return method === 'HEAD' || /prefetch/.test(String(headers['sec-purpose'] ?? ''));
}
