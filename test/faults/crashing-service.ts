import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StatementHooks } from '#service-kit/database';
import { StatementStop, type StopPlace, type StopSide } from './statement-stop.js';

interface RunningService {
  url: string;
  close(): Promise<void>;
}

/** Starts a service on a folder that holds all of its own files. */
export type StartOnFolder<Service extends RunningService> = (
  dataFolder: string,
  hooks: StatementHooks,
) => Promise<Service>;

/** What the path sees of one attempt. */
export type Answered<Answer> = { answer: Answer } | { failure: unknown };

export interface Crash<Prepared, Answer> {
  place: StopPlace;
  prepared: Prepared;
  answered: Answered<Answer>;
}

/** A step of the path, taken again and again with the service stopping at another statement each time. */
export interface StepUnderFaults<Prepared, Answer> {
  /** What comes before the step; nothing stops here. */
  prepare(): Promise<Prepared>;
  /** The step as its client takes it. Where it ends in the background, it resolves when that is done. */
  take(prepared: Prepared): Promise<Answer>;
  /** With the service running again on what the disk held: check everything, then finish the path. */
  afterwards(crash: Crash<Prepared, Answer>): Promise<void>;
}

/** Before and after each statement. */
export const EVERY_STATEMENT: readonly StopSide[] = ['before', 'after'];
/**
 * For long steps, the same with equal moments left out: what only reads leaves the disk as it was, and inside a transaction
 * nothing but the next statement follows a statement (the rule of `Database`), so that after one is before the next.
 */
export const EVERY_CHANGE: readonly StopSide[] = ['before a change', 'after a commit'];
const MOST_STATEMENTS = 400;
const MOST_SETTLE_MILLISECONDS = 15_000;

/** A service that dies at chosen statements and goes on each time from exactly what lay on the disk. */
export class CrashingService<Service extends RunningService> {
  #service: Service | undefined;
  #stop: StatementStop | undefined;
  #folder: string;
  #image: string | undefined;

  /** @param scratch where the folders of the restarts are made @param folder with the service's files to begin with */
  constructor(
    private readonly scratch: string,
    folder: string,
    private readonly startOnFolder: StartOnFolder<Service>,
  ) {
    this.#folder = folder;
  }

  get running(): Service {
    if (this.#service === undefined) throw new Error('the service was not started');
    return this.#service;
  }

  /** The tables before whose change, or in whose transaction, it has died so far. */
  readonly diedAt = new Set<string>();

  /** Where its files lie at this moment: another folder after each restart. */
  get folder(): string {
    return this.#folder;
  }

  async start(): Promise<void> {
    const stop = new StatementStop(() => (this.#image = this.#keepFiles()));
    this.#stop = stop;
    this.#service = await this.startOnFolder(this.#folder, stop.hooks);
  }

  /**
   * Takes the step until no statement is left to stop at: before the first, before the second, …, after the first, and so on.
   * @returns after how many crashes the path went on
   */
  async crashEverywhere<Prepared, Answer>(
    step: StepUnderFaults<Prepared, Answer>,
    sides: readonly StopSide[] = EVERY_STATEMENT,
  ): Promise<number> {
    let crashes = 0;
    for (const side of sides) {
      for (let statement = 1; statement <= MOST_STATEMENTS; statement++) {
        if (!(await this.#crashAt({ side, statement }, step))) break;
        crashes += 1;
      }
    }
    return crashes;
  }

  async close(): Promise<void> {
    await this.#service?.close();
    this.#service = undefined;
  }

  /** @returns whether there was such a statement */
  async #crashAt<Prepared, Answer>(place: StopPlace, step: StepUnderFaults<Prepared, Answer>): Promise<boolean> {
    const stop = this.#stop as StatementStop;
    const prepared = await step.prepare();
    stop.arm(place);
    const taken = step.take(prepared).then(
      (answer): Answered<Answer> => ({ answer }),
      (failure: unknown): Answered<Answer> => ({ failure }),
    );
    const gaveUp = stop.whenStopped.then(async (): Promise<Answered<Answer>> => {
      await sleep(MOST_SETTLE_MILLISECONDS, undefined, { ref: false });
      return { failure: new Error('no answer came before the client gave up') };
    });
    const answered = await Promise.race([taken, gaveUp]);
    stop.disarm();
    if (stop.stopped) {
      const [, table] = /^(?:INSERT INTO|UPDATE|DELETE FROM) "([a-z_]+)"/.exec(stop.stoppedAt) ?? [];
      if (table !== undefined) this.diedAt.add(table);
      await this.#restart();
    }
    try {
      await step.afterwards({ place, prepared, answered });
    } catch (error) {
      throw new Error(`stopped ${place.side} statement ${place.statement}: ${String(error)}`, { cause: error });
    }
    return stop.stopped;
  }

  /** The old one is left without its databases; whatever it still does, the new one knows nothing of it. */
  async #restart(): Promise<void> {
    await this.#service?.close().catch(() => undefined);
    const left = this.#folder;
    this.#folder = this.#image as string;
    rmSync(left, { recursive: true, force: true, maxRetries: 3 });
    await this.start();
  }

  #keepFiles(): string {
    const image = mkdtempSync(join(this.scratch, 'after-crash-'));
    // Shared memory is gone with its process; SQLite makes it anew from the write-ahead log.
    cpSync(this.#folder, image, { recursive: true, filter: (source) => !source.endsWith('-shm') });
    return image;
  }
}
