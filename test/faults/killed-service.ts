import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, 'freezing-service.mjs');
const built = join(import.meta.dirname, '..', '..', 'dist', 'apps');

/** Where a process stands still and waits to be killed. */
export interface FreezingPlace {
  side: 'before' | 'after its commit';
  /** A regular expression over SQL. */
  statement: string;
  /** Not before {@link KilledService.freezeFromNowOn}. */
  whenTold?: boolean;
}

/** One service in a process of its own, with its real databases, that a test kills by its process id. */
export class KilledService {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly whenReady: Promise<void>;
  readonly whenFrozen: Promise<void>;

  /** @param ahead milliseconds by which its clock is ahead of the system's */
  constructor(
    name: 'issuer' | 'verifier' | 'cooperative',
    configuration: object,
    ahead: number,
    place?: FreezingPlace,
  ) {
    if (!existsSync(built)) throw new Error('these tests kill built services: build first (npm test does)');
    const parameters = [program, name, JSON.stringify(configuration), String(ahead)];
    if (place !== undefined) parameters.push(JSON.stringify(place));
    this.#process = spawn(process.execPath, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#process, 'exit');
    const lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream });
    const told = (word: string) =>
      new Promise<void>((resolve, reject) => {
        lines.on('line', (line) => line === word && resolve());
        this.#process.once('exit', (code) => reject(new Error(`the ${name} ended (${code}) before it was ${word}`)));
      });
    this.whenReady = told('ready');
    this.whenFrozen = told('frozen');
    // Whoever waits for one of them is told; the other is nobody's business.
    for (const promise of [this.whenReady, this.whenFrozen]) promise.catch(() => undefined);
  }

  freezeFromNowOn(): void {
    this.#process.stdin?.write('now\n');
  }

  /** `kill -9`: nothing of it runs a moment longer. */
  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      process.kill(this.#process.pid as number, 'SIGKILL');
      await this.#ended;
    }
  }
}
