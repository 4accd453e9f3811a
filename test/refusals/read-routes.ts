import diagnostics from 'node:diagnostics_channel';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What Fastify publishes of each instance that is made (its documentation, "Diagnostics Channel"). */
const CHANNEL = 'fastify.initialization';

export interface RunningRoutes {
  /** `POST /api/v1/offers`, sorted, of the instance that listens on the port. */
  of(port: number): string[];
  stop(): void;
}

/** Listens to the instances that start from now on, so that no service has to tell its routes. */
export function watchRoutes(): RunningRoutes {
  const watched: { fastify: FastifyInstance; routes: Set<string> }[] = [];
  const onInstance = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    const routes = new Set<string>();
    watched.push({ fastify, routes });
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${url}`);
    });
  };
  diagnostics.subscribe(CHANNEL, onInstance);
  return {
    of: (port) => {
      const found = watched.find(({ fastify }) => (fastify.server.address() as AddressInfo | null)?.port === port);
      if (found === undefined) throw new Error(`no instance listens on ${port}`);
      return [...found.routes].sort();
    },
    stop: () => void diagnostics.unsubscribe(CHANNEL, onInstance),
  };
}
