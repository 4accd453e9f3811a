import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { outage } from '#primitives';
import type { ServiceName } from '../founding/fictive-members.js';

/** Who listens where on this machine; `bank` is the demonstration's own receiver of webhooks. */
export type PlaceName = ServiceName | 'bank';
export type Ports = Record<PlaceName, number>;

const HOST = '127.0.0.1';
/** `npm start`: the wallet takes the first port in part 2. */
export const DEFAULT_PORT_BASE = 4000;
const OFFSETS: Ports = { issuer: 1, verifier: 2, cooperative: 3, bank: 4 };

/** @param portBase the ports follow it (4000: 4001 to 4004); 0 takes free ones from the system */
export async function choosePorts(portBase: number): Promise<Ports> {
  const names = Object.keys(OFFSETS) as PlaceName[];
  if (portBase > 0) return portsBy(names, (name) => portBase + OFFSETS[name]);
  const free = await findFreePorts(names.length);
  return portsBy(names, (name) => free[names.indexOf(name)] as number);
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
export async function requirePortsFree(ports: Ports, names: readonly PlaceName[]): Promise<void> {
  for (const name of names) {
    try {
      await close(await listen(ports[name]));
    } catch (cause) {
      throw outage(
        'port_taken',
        `Port ${ports[name]}, where the ${name} listens, is taken by another program (another start of this one?).\n` +
          'End that program, or start in another folder on other ports: npm start -- --data OTHER-FOLDER --port-base 5000',
        { cause },
      );
    }
  }
}

export function urlOf(port: number): string {
  return `http://localhost:${port}`;
}

function portsBy(names: readonly PlaceName[], portOf: (name: PlaceName) => number): Ports {
  return Object.fromEntries(names.map((name) => [name, portOf(name)])) as Ports;
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
