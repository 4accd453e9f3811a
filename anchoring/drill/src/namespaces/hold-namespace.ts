import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { forwardConnections } from './forward-connections.js';

/** What this program says once it holds its namespace. */
export const HELD = 'held';

const PAUSE_MILLISECONDS = 20;
const MAX_ROUNDS = 250;

/**
 * Keeps the network namespace in which it runs as long as standard input is open, and carries connections from a unix socket
 * to a port of its loopback, which nobody outside reaches otherwise. Standard input ends with the drill, even where that is
 * killed: then whatever still runs in the namespace is killed, and with the last process the kernel removes the namespace and
 * its links. So nothing has a name that could be left behind.
 * @param outside name of the namespace of whoever started this
 * @throws an Error where this is no namespace of its own: others' processes are in it
 */
export async function holdNamespace(outside: string, forwarded?: { socket: string; port: number }): Promise<void> {
  const own = namespaceOf('self');
  if (!/^net:\[\d+\]$/.test(outside) || own === undefined || own === outside) {
    throw new Error('this is no network namespace of its own');
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  if (forwarded !== undefined) {
    await forwardConnections({ path: forwarded.socket }, { host: '127.0.0.1', port: forwarded.port });
  }
  process.stdin.on('end', () => void endNamespace(own)).on('error', () => void endNamespace(own));
  process.stdin.resume();
  process.stdout.on('error', () => undefined).write(`${HELD}\n`);
}

async function endNamespace(own: string): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const others = processesIn(own);
    if (others.length === 0) break;
    for (const processId of others) kill(processId);
    await sleep(PAUSE_MILLISECONDS);
  }
  process.exit(0);
}

function processesIn(namespace: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== `${process.pid}`);
  return ids.filter((id) => namespaceOf(id) === namespace).map(Number);
}

/** @returns undefined for a process that has ended, or that isn't ours */
function namespaceOf(processId: string): string | undefined {
  try {
    return readlinkSync(`/proc/${processId}/ns/net`);
  } catch {
    return undefined;
  }
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
