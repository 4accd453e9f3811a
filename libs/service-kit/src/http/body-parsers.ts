import type { FastifyInstance } from 'fastify';
import { decodeUtf8, parseJson } from '#primitives';
import { refuseNulInJson } from './refuse-nul-characters.js';

/** JSON from a peer nests at most this deep. */
const MAX_JSON_DEPTH = 24;

/** Media types whose body reaches the controller as a text. */
const TEXTS = [
  'application/x-www-form-urlencoded',
  'application/jwt',
  'application/statuslist+jwt',
  'text/csv',
  'text/plain',
];

/** Media types whose body reaches the controller as octets. */
const OCTETS = ['application/statuslist+cwt'];

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)(?:\s*;|$)/i;

/**
 * The media types that we take; every other one is refused with 415. Bodies must be UTF-8.
 * @param rawJson routes whose JSON reaches the controller as a text, because its very bytes matter
 */
export function addBodyParsers(fastify: FastifyInstance, rawJson: (route: string) => boolean): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
    settle(done, () => {
      const text = decodeUtf8(body as Buffer);
      if (rawJson(request.routeOptions.url ?? '')) return text;
      const value = parseJson(text, { maxLength: body.length, maxDepth: MAX_JSON_DEPTH });
      refuseNulInJson(text);
      return value;
    });
  });
  fastify.addContentTypeParser(TEXTS, { parseAs: 'buffer' }, (_request, body, done) => {
    settle(done, () => decodeUtf8(body as Buffer));
  });
  fastify.addContentTypeParser(OCTETS, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function settle(done: (error: Error | null, body?: unknown) => void, parse: () => unknown): void {
  let body: unknown;
  try {
    body = parse();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}
