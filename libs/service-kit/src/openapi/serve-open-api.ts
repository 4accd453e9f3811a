import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from './open-api-document.js';

/** `GET /api/openapi.json`: the document, with the service's own address in it. */
export function serveOpenApi(fastify: FastifyInstance, document: OpenApiDocument, publicUrl: string): void {
  const text = JSON.stringify({ ...document, servers: [{ url: publicUrl }] });
  fastify.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json').header('cache-control', 'public, max-age=300').send(text),
  );
}
