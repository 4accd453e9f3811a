import { In, LessThanOrEqual, type EntityManager } from 'typeorm';
import { isCodedError, type Clock } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox } from './outbox.js';
import { OutboxRow } from './outbox-row.entity.js';
import { DEFAULT_RETRY_POLICY, retryDelayMilliseconds, type RetryPolicy } from './retry-policy.js';

/** Does what the row asks for. It may run twice for one row (a crash after the effect), so its effect must be the same. */
export type OutboxHandler = (row: OutboxRow) => Promise<void>;

export interface OutboxWorkerOptions {
  database: Database;
  outbox: Outbox;
  /** By kind. Rows of other kinds are left alone. */
  handlers: Readonly<Record<string, OutboxHandler>>;
  /** By kind, where the default does not fit. */
  policies?: Readonly<Record<string, RetryPolicy>>;
  clock: Clock;
  /** Hears of each failed attempt: codes and identifiers only. */
  report?: (failure: { kind: string; id: string; attempts: number; code: string; givenUp: boolean }) => void;
  /** After this time another instance takes the row over. */
  leaseMilliseconds?: number;
  /** How often to look for rows that became due or were added by another instance. */
  pollMilliseconds?: number;
}

const BATCH = 20;
/** Long enough for the transaction that added the row to be committed. */
const WAKE_MILLISECONDS = 5;

/** Works off the outbox, in as many instances as there are: a row is leased to one of them at a time. */
export class OutboxWorker {
  readonly #leaseMilliseconds: number;
  readonly #pollMilliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;
  #working: Promise<unknown> = Promise.resolve();
  #stopped = true;

  constructor(private readonly options: OutboxWorkerOptions) {
    this.#leaseMilliseconds = options.leaseMilliseconds ?? 30_000;
    this.#pollMilliseconds = options.pollMilliseconds ?? 1_000;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#unsubscribe = this.options.outbox.onEnqueue(() => this.#schedule(WAKE_MILLISECONDS));
    this.#schedule(0);
  }

  /** Takes no more rows and waits for those in work. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** Works off everything that is due now, and what that adds; rows that wait for another attempt stay. */
  async drain(): Promise<void> {
    while ((await this.#exclusively(() => this.#workOnce())) > 0);
  }

  #schedule(milliseconds: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#exclusively(() => this.#workOnce())
        .catch(() => 0)
        .then((count) => this.#schedule(count === BATCH ? 0 : this.#pollMilliseconds));
    }, milliseconds);
    this.#timer.unref();
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#working.then(work);
    this.#working = turn.catch(() => undefined);
    return turn;
  }

  async #workOnce(): Promise<number> {
    const rows = await this.options.database.tx((manager) => this.#claim(manager));
    await Promise.all(rows.map((row) => this.#work(row)));
    return rows.length;
  }

  async #claim(manager: EntityManager): Promise<OutboxRow[]> {
    const now = this.options.clock();
    const kinds = Object.keys(this.options.handlers);
    const due = await manager.find(OutboxRow, {
      where: { state: 'waiting', dueAt: LessThanOrEqual(now), kind: In(kinds) },
      order: { dueAt: 'ASC' },
      take: BATCH,
    });
    const claimed: OutboxRow[] = [];
    for (const row of due) {
      const { tenantId, id, dueAt } = row;
      const lease = { dueAt: now + this.#leaseMilliseconds, attempts: row.attempts + 1 };
      const { affected } = await manager.update(OutboxRow, { tenantId, id, dueAt }, lease);
      if (affected === 1) claimed.push(Object.assign(row, lease));
    }
    return claimed;
  }

  /** A crash before the row is deleted runs it again after its lease. */
  async #work(row: OutboxRow): Promise<void> {
    const handler = this.options.handlers[row.kind] as OutboxHandler;
    // The lease's end identifies this attempt: a worker that lost its lease changes nothing any more.
    const attempt = { tenantId: row.tenantId, id: row.id, dueAt: row.dueAt };
    try {
      await handler(row);
    } catch (error) {
      await this.#postpone(row, attempt, isCodedError(error) ? error.code : 'unexpected');
      return;
    }
    await this.options.database.tx((manager) => manager.delete(OutboxRow, attempt));
  }

  async #postpone(
    row: OutboxRow,
    attempt: { tenantId: string; id: string; dueAt: number },
    code: string,
  ): Promise<void> {
    const { kind, id, attempts, createdAt } = row;
    const policy = this.options.policies?.[kind] ?? DEFAULT_RETRY_POLICY;
    const dueAt = this.options.clock() + retryDelayMilliseconds(policy, attempts);
    const givenUp = dueAt > createdAt + policy.maxAgeMilliseconds;
    const state = givenUp ? ('given_up' as const) : ('waiting' as const);
    const change = { dueAt, state, lastErrorCode: code.slice(0, 64) };
    await this.options.database.tx((manager) => manager.update(OutboxRow, attempt, change));
    this.options.report?.({ kind, id, attempts, code, givenUp });
  }
}
