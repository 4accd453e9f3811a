import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, RandomBytes } from '#primitives';
import type { StatementHooks } from '#service-kit/database';
import { createLog, type Log } from '#service-kit/log';
import type { Network } from '#service-kit/network';
import { StatementStop, type StopPlace } from '../faults/statement-stop.js';
import { copyFolder } from './copy-folder.js';
import { SeededRandom } from './seeded-random.js';
import type { Connection, SimulatedNetwork } from './simulated-network.js';
import type { Trace } from './trace.js';
import type { VirtualTime } from './virtual-time.js';

/** What a service is started with; the world is all of it. */
export interface ServiceParts {
  clock: Clock;
  random: RandomBytes;
  log: Log;
  statementHooks: StatementHooks;
  network: Network;
}

export type ServiceName = 'issuer' | 'verifier' | 'cooperative';

interface ServiceOptions<Service> {
  name: ServiceName;
  /** The folder of its files to begin with, in a folder that restarts may fill. */
  folder: string;
  seed: string;
  time: VirtualTime;
  network: SimulatedNetwork;
  trace: Trace;
  start(folder: string, parts: ServiceParts): Promise<Service>;
}

/** One service of the world, as it is started for people: it crashes at a statement, and goes on from what lay on the disk. */
export class SimulatedService<Service extends { close(): Promise<void> }> {
  /** How far its clock is off, in milliseconds. */
  skew = 0;
  #service: Service | undefined;
  #stop: StatementStop | undefined;
  #connection: Connection | undefined;
  #folder: string;
  #lives = 0;
  #deaths = 0;
  #image: string | undefined;

  constructor(private readonly options: ServiceOptions<Service>) {
    this.#folder = options.folder;
  }

  get name(): ServiceName {
    return this.options.name;
  }

  /** How often it died. */
  get deaths(): number {
    return this.#deaths;
  }

  /** Where its files lie at this moment: another folder after each crash. */
  get folder(): string {
    return this.#folder;
  }

  get running(): Service {
    if (this.#service === undefined) throw new Error(`the ${this.name} does not run`);
    return this.#service;
  }

  get isRunning(): boolean {
    return this.#service !== undefined;
  }

  /** Runs and has not died. */
  get isUp(): boolean {
    return this.isRunning && this.#stop?.stopped !== true;
  }

  /**
   * @param crash where it dies before it has started, if it comes to that: going on from what was stored must be able to die too
   * @returns whether it runs
   */
  async start(crash?: StopPlace): Promise<boolean> {
    const { name, time, trace, seed, network } = this.options;
    this.#lives += 1;
    const stop = new StatementStop(() => this.#die(stop));
    const count = (sql: string) => {
      trace.activity += 1;
      this.#newest = sql;
    };
    const connection = network.connect(name);
    const { hooks } = stop;
    const statementHooks: StatementHooks = {
      beforeStatement: (sql) => (count(sql), hooks.beforeStatement?.(sql)),
      afterStatement: (sql) => (count(sql), hooks.afterStatement?.(sql)),
    };
    [this.#stop, this.#connection] = [stop, connection];
    if (crash !== undefined) stop.arm(crash);
    const parts: ServiceParts = {
      clock: () => time.now() + this.skew,
      random: new SeededRandom(`${seed} ${name} ${this.#lives}`).bytes,
      log: createLog({ service: name, level: 'silent' }),
      statementHooks,
      network: connection,
    };
    try {
      this.#service = await this.options.start(this.#folder, parts);
    } catch (error) {
      if (!stop.stopped) throw error;
    }
    stop.disarm();
    if (stop.stopped) await this.bury();
    return this.isRunning;
  }

  /** Dies at this statement, counted from now, if it comes to that. */
  armCrash(place: StopPlace): void {
    this.#stop?.arm(place);
  }

  disarm(): void {
    this.#stop?.disarm();
  }

  /** Buries the one that died; started again, it goes on from what was on the disk when it did. */
  async bury(): Promise<void> {
    const [dead, left] = [this.#service, this.#folder];
    this.#service = undefined;
    await dead?.close().catch(() => undefined);
    if (this.#image === undefined) return;
    this.#folder = this.#image;
    this.#image = undefined;
    rmSync(left, { recursive: true, force: true, maxRetries: 3 });
  }

  async close(): Promise<void> {
    this.#connection?.cutOff();
    await this.bury();
  }

  /** Of the statement that ran last. */
  #newest = '';

  #die(stop: StatementStop): void {
    if (stop !== this.#stop) return;
    this.#deaths += 1;
    this.#connection?.cutOff();
    const image = mkdtempSync(join(this.#folder, '..', `${this.name}-after-crash-`));
    copyFolder(this.#folder, image);
    this.#image = image;
    this.options.trace.fault('crash', `${this.name} at ${this.#newest.replaceAll(/\s+/g, ' ').slice(0, 72)}`);
  }
}
