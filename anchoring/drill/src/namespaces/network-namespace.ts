import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outage } from '#primitives';
import { HELD } from './hold-namespace.js';

/** By which right namespaces are made: root's, or a user namespace's, in which whoever makes it is root. */
export type NamespaceRight = 'root' | 'user namespace';

export interface NamespaceToOpen {
  right: NamespaceRight;
  /** The built program that keeps it (`namespace-holder.main`). */
  holderModule: string;
  /** Whose links it may have: the namespace is made by the same right as this one's. */
  beside?: NetworkNamespace;
  /** A port of its loopback that is reached through a socket. */
  forwarded?: { socket: string; port: number };
}

/** The environment is not asked where they are: these programs are the system's. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const READY_MILLISECONDS = 20_000;
const MAX_WORDS = 300;

/** A network namespace without a name: it lives as long as the process that keeps it and those that were started in it. */
export class NetworkNamespace {
  private constructor(
    private readonly holder: ChildProcess,
    readonly processId: number,
    private readonly right: NamespaceRight,
  ) {}

  /** @throws `namespace_refused` (outage) where the machine does not allow it */
  static async open({ right, holderModule, beside, forwarded }: NamespaceToOpen): Promise<NetworkNamespace> {
    const isUsers = right === 'user namespace';
    const made = isUsers && beside === undefined ? ['--user', '--map-root-user'] : [];
    const entered = isUsers && beside !== undefined ? beside.#enter(['--user']) : [];
    const outside = readOutside();
    const places = forwarded === undefined ? [] : [forwarded.socket, `${forwarded.port}`];
    const kept = [process.execPath, holderModule, outside, ...places];
    const [program = '', ...parameters] = [...entered, findTool('unshare'), ...made, '--net', '--', ...kept];
    const holder = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
    await whenHeld(holder);
    return new NetworkNamespace(holder, holder.pid ?? 0, right);
  }

  /** What a program is started through, so that it runs in here: the program takes the place of this one. */
  get through(): readonly string[] {
    return this.#enter(this.right === 'root' ? ['--net'] : ['--user', '--net']);
  }

  /** @param commands of `ip`, one a line. @throws `namespace_refused` (outage) */
  link(commands: readonly string[]): void {
    const [program = '', ...parameters] = [...this.through, findTool('ip'), '-batch', '-'];
    const done = spawnSync(program, parameters, { input: `${commands.join('\n')}\n`, env: {}, encoding: 'utf8' });
    if (done.status !== 0) throw refused(done.stderr || done.error?.message || 'ip failed');
  }

  /** Ends whatever runs in it, and with that the namespace. */
  async close(): Promise<void> {
    if (this.holder.exitCode !== null || this.holder.signalCode !== null) return;
    const ended = once(this.holder, 'close');
    this.holder.stdin?.end();
    await ended;
  }

  #enter(kinds: readonly string[]): string[] {
    const credentials = kinds.includes('--user') ? ['--preserve-credentials'] : [];
    return [findTool('nsenter'), '--target', `${this.processId}`, ...kinds, ...credentials, '--'];
  }
}

/** @throws `namespace_refused` (outage) */
async function whenHeld(holder: ChildProcess): Promise<void> {
  let words = '';
  await new Promise<void>((resolve, reject) => {
    const patience = setTimeout(() => fail('its process says nothing'), READY_MILLISECONDS);
    const fail = (reason: string) => {
      clearTimeout(patience);
      holder.kill('SIGKILL');
      reject(refused(reason));
    };
    holder.stderr?.on('data', (bytes: Buffer) => (words = `${words}${bytes.toString('utf8')}`.slice(0, MAX_WORDS)));
    holder.stdin?.on('error', () => undefined);
    holder.stdout?.on('data', (bytes: Buffer) => {
      if (!bytes.toString('utf8').includes(HELD)) return;
      clearTimeout(patience);
      resolve();
    });
    holder.once('error', (error) => fail(error.message));
    holder.once('close', () => fail(words || 'its process ended'));
  });
}

/** @throws `namespace_refused` (outage) */
function findTool(name: string): string {
  const path = FOLDERS.map((folder) => join(folder, name)).find((one) => existsSync(one));
  if (path === undefined) throw refused(`the program ${name} is missing`);
  return path;
}

/** @throws `namespace_refused` (outage) */
function readOutside(): string {
  try {
    return readlinkSync('/proc/self/ns/net');
  } catch {
    throw refused('the system has none');
  }
}

function refused(reason: string) {
  const [line = ''] = reason.trim().split('\n');
  return outage('namespace_refused', `No network namespaces can be made and linked here: ${line.trim()}.`);
}
