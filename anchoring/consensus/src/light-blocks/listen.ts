import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outage } from '#primitives';

/** A server of light blocks that listens. */
export interface LightBlockServer {
  port: number;
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 64;
const REQUEST_MILLISECONDS = 10_000;

/** @param place port 0 takes a free one @throws `address_taken` (outage) */
export async function listen(server: Server, place: { address: string; port: number }): Promise<LightBlockServer> {
  server.maxConnections = MAX_CONNECTIONS;
  server.requestTimeout = REQUEST_MILLISECONDS;
  server.headersTimeout = REQUEST_MILLISECONDS;
  server.listen({ host: place.address, port: place.port });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw outage('address_taken', `Nothing can listen at ${place.address}:${place.port}.`, { cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
