import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { outage } from '#primitives';
import { speaksOfFullDisk } from './explain-problem.js';
import { findSetupLink, type SetupLink } from './setup-links.js';

export interface ServiceToStart {
  name: string;
  /** The service's built main module. */
  program: string;
  configFile: string;
  /** Where it answers `/readyz`. */
  url: string;
  logFile: string;
  /** Hears every line that the service prints, beside the log. */
  hear?: (line: string) => void;
}

const READY_ATTEMPTS = 600;
const ATTEMPT_MILLISECONDS = 100;
const STOP_MILLISECONDS = 15_000;
const REMEMBERED_LINES = 20;

/** One service as a process of its own. It is not restarted by itself: a service that ends is a fault to look at. */
export class ServiceProcess {
  readonly #process: ChildProcess;
  #log: WriteStream;
  readonly #ended: Promise<unknown>;
  readonly #lines: string[] = [];
  /** It printed `issuer: …`, which it does once it listens. */
  #announced = false;
  /** Its first words of a full disk. */
  #fullDisk: string | undefined;
  /** One-time links it printed; they are kept out of the log. */
  readonly setupLinks: SetupLink[] = [];

  constructor(private readonly service: ServiceToStart) {
    this.#log = this.#openLog();
    this.#process = spawn(process.execPath, [service.program, 'serve', '--config', service.configFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches the supervisor only, which stops the services in their order.
      detached: true,
    });
    // However the supervisor ends (short of SIGKILL), it leaves no service behind on the ports.
    const endWithSupervisor = () => void this.#process.kill('SIGTERM');
    process.once('exit', endWithSupervisor);
    this.#ended = once(this.#process, 'exit').then(() => process.off('exit', endWithSupervisor));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#keep(line));
    }
  }

  get processId(): number | undefined {
    return this.#process.pid;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Resolves when the process has ended, with how: `exit code 1`, `signal SIGKILL`. */
  async whenEnded(): Promise<string> {
    if (!this.hasEnded) await this.#ended;
    const { signalCode, exitCode } = this.#process;
    return signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`;
  }

  /** @throws `service_ended`, `service_not_ready` (outages) */
  async whenReady(): Promise<void> {
    for (let attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
      if (this.hasEnded) {
        throw outage(
          'service_ended',
          `The ${this.service.name} ended (${await this.whenEnded()}). Its last words, from ${this.service.logFile}:\n` +
            this.#lines.join('\n'),
        );
      }
      if (this.#fullDisk !== undefined) {
        throw outage('service_not_ready', `The ${this.service.name} cannot write: ${this.#fullDisk}`);
      }
      const ready = this.#announced && (await isReady(this.service.url));
      // What it prints after its announcement (setup links) comes with it; the wait lets the pipe deliver it.
      await sleep(ATTEMPT_MILLISECONDS);
      if (ready) return;
    }
    throw outage('service_not_ready', `The ${this.service.name} is not ready; see ${this.service.logFile}.`);
  }

  /** Asks the process to end, and ends it after 15 seconds if it has not. */
  async stop(): Promise<void> {
    if (!this.hasEnded) {
      this.#process.kill('SIGTERM');
      const patience = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MILLISECONDS);
      await this.#ended;
      clearTimeout(patience);
    }
    this.#log.end();
  }

  /** Ends it at once, as a power cut would: for tests of what is durable. */
  async kill(): Promise<void> {
    if (!this.hasEnded) {
      this.#process.kill('SIGKILL');
      await this.#ended;
    }
    this.#log.end();
  }

  /** On a full disk the log has a gap; the service goes on, and says for itself what it cannot do. */
  #openLog(): WriteStream {
    const log = createWriteStream(this.service.logFile, { flags: 'a', mode: 0o600 });
    return log.on('error', ({ message }) => this.#hear(message));
  }

  /** Whoever starts need not wait for what can't become ready; a service that runs goes on by itself once there is room. */
  #hear(line: string): void {
    if (speaksOfFullDisk(line)) this.#fullDisk = line;
    this.service.hear?.(line);
  }

  #keep(line: string): void {
    this.#announced ||= line.startsWith(`${this.service.name}: `);
    const setupLink = findSetupLink(line);
    if (setupLink !== undefined) {
      this.setupLinks.push(setupLink);
      return;
    }
    this.#hear(line);
    if (this.#log.errored !== null) this.#log = this.#openLog();
    this.#log.write(`${line}\n`);
    this.#lines.push(line);
    if (this.#lines.length > REMEMBERED_LINES) this.#lines.shift();
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
