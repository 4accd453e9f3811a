import diagnostics from 'node:diagnostics_channel';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '#primitives';
import { Conformance } from './conformance.js';

/** What Fastify publishes of each instance that is made (its documentation, "Diagnostics Channel"). */
const CHANNEL = 'fastify.initialization';
const DOCUMENT = '/api/openapi.json';

export interface WatchedAnswers {
  /** Every difference between an answer and the document that its service serves, each once. */
  faults(): string[];
  stop(): void;
}

/** Compares every answer of the services that start from now on with their own OpenAPI documents, whatever was asked. */
export function watchAnswers(): WatchedAnswers {
  const faults = new Set<string>();
  const onInstance = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    let conformance: Promise<Conformance | undefined> | undefined;
    fastify.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      const route = request.routeOptions.url;
      if (route === undefined || route === DOCUMENT || !isReadable(payload)) return payload;
      try {
        conformance ??= readConformance(fastify);
        const found = (await conformance)?.faultsOf({
          ...{ method: request.method, route, status: reply.statusCode },
          contentType: reply.getHeader('content-type') as string | undefined,
          text: payload?.toString() ?? '',
        });
        for (const fault of found ?? []) faults.add(fault);
      } catch (error) {
        // Thrown here it would be the service's error.
        faults.add(`${request.method} ${route}: ${String(error)}`);
      }
      return payload;
    });
  };
  diagnostics.subscribe(CHANNEL, onInstance);
  return { faults: () => [...faults], stop: () => void diagnostics.unsubscribe(CHANNEL, onInstance) };
}

/** A service's document, as it serves it. */
async function readConformance(fastify: FastifyInstance): Promise<Conformance | undefined> {
  const { port } = fastify.server.address() as AddressInfo;
  const answer = await fetch(`http://localhost:${port}${DOCUMENT}`);
  return answer.status === 200 ? new Conformance((await answer.json()) as JsonObject) : undefined;
}

function isReadable(payload: unknown): payload is string | Buffer | null | undefined {
  return payload === null || payload === undefined || typeof payload === 'string' || Buffer.isBuffer(payload);
}
