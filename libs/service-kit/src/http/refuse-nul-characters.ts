import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal, type CodedError } from '#primitives';

/**
 * U+0000 is the one character that PostgreSQL's texts can't hold, and none of our fields means it: refused at the door, where it
 * is the peer's fault, before a statement fails and it looks like ours.
 */
export function refuseNulInAddress(
  fastify: FastifyInstance,
  answer: (error: CodedError, request: FastifyRequest, reply: FastifyReply) => void,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.includes('%00')) answer(refusal('malformed_request', 'The address holds a NUL.'), request, reply);
    else done();
  });
}

/** @throws `malformed_json` where a name or a text of the JSON, already parsed once, holds U+0000 */
export function refuseNulInJson(text: string): void {
  // JSON can't hold it but as this escape; nearly every text ends here.
  if (!text.includes('\\u0000')) return;
  JSON.parse(text, (name, value: unknown) => {
    if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) {
      throw refusal('malformed_json', 'The JSON text holds a NUL.');
    }
    return value;
  });
}
