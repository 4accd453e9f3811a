import type { FastifyReply } from 'fastify';

/** After a POST: the page that shows what came of it, so that a reload sends nothing again. @param path of this service */
export function leadTo(reply: FastifyReply, publicUrl: string, path: string): void {
  void reply.code(303).header('location', `${publicUrl}${path}`).send();
}
