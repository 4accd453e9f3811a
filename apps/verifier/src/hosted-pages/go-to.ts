import type { FastifyReply } from 'fastify';

/** Sends a browser to an address that is ours, or that was checked. */
export function goTo(reply: FastifyReply, location: string): void {
  void reply.code(303).header('location', location).send();
}
