import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { outage } from '#primitives';
import type { ServiceName } from '../founding/fictive-members.js';

/** What people open and what hosts no member: the wallet, and the counters of bank and city with their webhooks. */
export type PageHost = 'wallet' | 'counters';
/** Who listens where on this machine. */
export type PlaceName = ServiceName | PageHost;
export type Ports = Record<PlaceName, number>;

const HOST = '127.0.0.1';
export const DEFAULT_PORT_BASE = 4000;
const OFFSETS: Ports = { wallet: 0, issuer: 1, verifier: 2, cooperative: 3, counters: 4 };
/** In the order of their ports. */
export const PLACES = Object.keys(OFFSETS) as readonly PlaceName[];

/** @param portBase the first of five ports (4000: 4000 to 4004); 0 takes free ones from the system */
export async function choosePorts(portBase: number): Promise<Ports> {
  if (portBase > 0) return portsBy((name) => portBase + OFFSETS[name]);
  const free = await findFreePorts(PLACES.length);
  return portsBy((name) => free[OFFSETS[name]] as number);
}

/** Below what systems give to outgoing connections, so that what is free now is free when the services listen. */
const FREE_PORTS = { first: 10_000, count: 20_000 };
let searched = 0;

/** Every process begins elsewhere, and goes on where it stopped. */
async function findFreePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = FREE_PORTS.first + ((process.pid * 97 + searched++) % FREE_PORTS.count);
    const server = await listen(port).catch(() => undefined);
    if (server === undefined) continue;
    await close(server);
    found.push(port);
  }
  return found;
}

/** @throws `port_taken` (outage), with the remedy in its message */
export async function requirePortsFree(ports: Partial<Ports>, names: readonly PlaceName[]): Promise<void> {
  for (const name of names) {
    const port = ports[name];
    if (port === undefined) continue;
    try {
      await close(await listen(port));
    } catch (cause) {
      throw outage(
        'port_taken',
        `Port ${port}, where the ${name} listens, is taken by another program (another start of this one?).\n` +
          'End that program, or start in another folder on other ports: npm start -- --data OTHER-FOLDER --port-base 5000',
        { cause },
      );
    }
  }
}

export function urlOf(port: number): string {
  return `http://localhost:${port}`;
}

function portsBy(portOf: (name: PlaceName) => number): Ports {
  return Object.fromEntries(PLACES.map((name) => [name, portOf(name)])) as Ports;
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, HOST);
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
