import { createServer, type Server } from 'node:net';
import { outage, type RandomBytes } from '#primitives';

/**
 * Below the ports that systems give to outgoing connections (Linux 32768 and up, IANA 49152 and up): none of those can
 * take a node's port while the node is down for a moment.
 */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/**
 * Chooses ports on loopback that nobody listens on. They are held together while they are chosen, so that all differ.
 * @throws `no_free_ports` (outage)
 */
export async function chooseFreePorts(count: number, random: RandomBytes): Promise<number[]> {
  const [high = 0, low = 0] = random(2);
  const start = (high * 256 + low) % PORTS;
  const held: Server[] = [];
  const ports: number[] = [];
  try {
    for (let step = 0; step < PORTS && ports.length < count; step++) {
      const port = FIRST_PORT + ((start + step) % PORTS);
      const server = await hold(port);
      if (server === undefined) continue;
      held.push(server);
      ports.push(port);
    }
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
  if (ports.length < count) throw outage('no_free_ports', `There are no ${count} free ports from ${FIRST_PORT} on.`);
  return ports;
}

function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}
