import type { StatementHooks } from '#service-kit/database';

/**
 * Before a statement it never happened; after it the database has done it and the caller doesn't know. A change is a statement
 * that writes, or the commit of a transaction that did.
 */
export type StopSide = 'before' | 'after' | 'before a change' | 'after a commit';

/** Where a service's databases stop. */
export interface StopPlace {
  side: StopSide;
  /** Counted from 1 over every database of the service, from the moment of arming; only those that `side` speaks of. */
  statement: number;
}

const WRITES = /^(?:INSERT|UPDATE|DELETE|PRAGMA wal_checkpoint)/;

/** Stops every database of one service at one statement, and for good: as if the process died there. */
export class StatementStop {
  readonly hooks: StatementHooks = {
    beforeStatement: (sql) => this.#before(sql),
    afterStatement: (sql) => this.#after(sql),
  };
  #place: StopPlace | undefined;
  #statements = 0;
  #stopped = false;
  #stoppedAt = '';
  /** Whether the transaction that runs has written. */
  #wrote = false;
  #tellStopped: () => void = () => undefined;
  /** Resolves when the databases have stopped. */
  readonly whenStopped = new Promise<void>((tell) => (this.#tellStopped = tell));

  /** @param keepFiles called at the stop, synchronously: what is on disk now is all that a restart will find */
  constructor(private readonly keepFiles: () => void) {}

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The statement that was stopped before or after. */
  get stoppedAt(): string {
    return this.#stoppedAt;
  }

  arm(place: StopPlace): void {
    this.#statements = 0;
    this.#place = place;
  }

  disarm(): void {
    if (!this.#stopped) this.#place = undefined;
  }

  #before(sql: string): void {
    const writes = WRITES.test(sql);
    this.#pass(sql, 'before', writes || (sql === 'COMMIT' && this.#wrote) ? 'before a change' : undefined);
    this.#wrote ||= writes;
  }

  #after(sql: string): void {
    const committed = sql === 'COMMIT' && this.#wrote;
    if (sql === 'COMMIT' || sql === 'ROLLBACK') this.#wrote = false;
    this.#pass(sql, 'after', committed ? 'after a commit' : undefined);
  }

  #pass(sql: string, ...sides: (StopSide | undefined)[]): void {
    if (this.#stopped) throw new Error('the process is gone');
    if (this.#place === undefined || !sides.includes(this.#place.side)) return;
    if (++this.#statements !== this.#place.statement) return;
    this.#stopped = true;
    this.#stoppedAt = sql;
    this.keepFiles();
    this.#tellStopped();
    throw new Error('the process is gone');
  }
}
