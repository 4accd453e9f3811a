import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusal, type Clock } from '#primitives';

/** What an earlier run left behind ends by itself within this time. */
const PATIENCE_MILLISECONDS = 5000;
const ATTEMPT_MILLISECONDS = 100;

export interface PortToUse {
  /** IPv4 */
  address: string;
  port: number;
  /** What the port is for, and where it is set, as the person who set it knows it. */
  use: string;
}

/**
 * Waits a moment for a port that is in use, since whoever answers there instead would be taken for what is to be started.
 * @throws `port_in_use`, `address_elsewhere`
 */
export async function requireFreePort({ address, port, use }: PortToUse, clock: Clock): Promise<void> {
  const deadline = clock() + PATIENCE_MILLISECONDS;
  for (;;) {
    const code = await whyNot(address, port);
    if (code === undefined) return;
    if (code !== 'EADDRINUSE') {
      throw refusal(
        'address_elsewhere',
        `Nothing can listen on ${address}:${port} (${code}): set ${use} to an address of this machine, or to 0.0.0.0.`,
      );
    }
    if (clock() >= deadline) {
      throw refusal(
        'port_in_use',
        `${address}:${port} is in use by another program: end that one, or set ${use} to another port.`,
      );
    }
    await sleep(ATTEMPT_MILLISECONDS);
  }
}

/** @returns the system's code where nothing can listen there */
async function whyNot(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}
