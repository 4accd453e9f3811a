import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo, Server } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { createGuardedFetch, type GuardedFetchOptions, type Outgoing } from '#service-kit/fetch';

/** How a service meets others; an argument like time and randomness, so that the simulation can lose and double what is sent. */
export interface Network {
  /** The service's only way out. */
  outgoing(options: GuardedFetchOptions): Outgoing;
  /** Makes the application reachable. @returns where it listens, without a trailing slash */
  listen(app: NestFastifyApplication, at: { host: string; port: number }): Promise<string>;
}

/** Sockets of this machine. */
export const platformNetwork: Network = {
  outgoing: createGuardedFetch,
  async listen(app, at) {
    await app.listen(at);
    const server = app.getHttpServer() as Server;
    const { address, family, port } = server.address() as AddressInfo;
    return `${server instanceof TlsServer ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  },
};
