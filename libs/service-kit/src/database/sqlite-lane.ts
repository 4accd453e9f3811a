import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { CodedError, outage } from '#primitives';
import { CurrentUnits } from './current-unit.js';
import type { Database, ReadingManager, TransactionWork } from './database.js';

/** Units that one commit carries at most, so that the first of them doesn't wait long. */
const MAX_UNITS_PER_COMMIT = 64;

type Settle = () => void;
interface QueuedUnit {
  /** Runs the work; what to call once the transaction has been committed. */
  run(manager: EntityManager): Promise<Settle>;
  reject(error: unknown): void;
}

/**
 * SQLite has one connection: everything passes one lane. Units that queue while others run are committed together, each
 * under its own savepoint, and answered after the commit (one `fsync` for all: `synchronous=FULL` stays affordable).
 */
export class SqliteLane implements Database {
  readonly kind = 'sqlite';
  readonly #runner: QueryRunner;
  readonly #manager: EntityManager;
  readonly #units = new CurrentUnits();
  #queue: QueuedUnit[] = [];
  #lane: Promise<unknown> = Promise.resolve();
  #scheduled = false;
  #closed = false;

  constructor(private readonly dataSource: DataSource) {
    this.#runner = dataSource.createQueryRunner();
    this.#manager = this.#runner.manager;
  }

  tx<T>(work: TransactionWork<T>): Promise<T> {
    const joined = this.#units.join(work);
    if (joined) return joined;
    if (this.#closed) return Promise.reject(new CodedError('database_closed', 'The service is closing.', 'outage'));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({
        run: async (manager) => {
          const result = await this.#units.run(manager, work);
          return () => resolve(result);
        },
        reject,
      });
      this.#schedule();
    });
  }

  /** In the lane, too: a unit that is rolled back later must not be seen. */
  async read<T>(work: (manager: ReadingManager) => Promise<T>): Promise<T> {
    const joined = this.#units.join(work);
    if (joined) return joined;
    if (this.#closed) throw new CodedError('database_closed', 'The service is closing.', 'outage');
    return this.#enter(() => work(this.#manager));
  }

  async truncateCheckpoint(): Promise<boolean> {
    return this.#enter(async () => {
      const rows = (await this.#runner.query('PRAGMA wal_checkpoint(TRUNCATE)')) as { busy: number }[];
      return rows[0]?.busy === 0;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#enter(async () => {
      while (this.#queue.length > 0) await this.#commitNext();
      await this.dataSource.destroy();
    });
    this.#units.close();
  }

  /**
   * Commits once all requests that arrived together have queued their units: Node.js hands them over one after the other, and a
   * commit, which blocks the process, would otherwise carry the first of them only.
   */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      void this.#enter(async () => {
        this.#scheduled = false;
        await this.#commitNext();
        // The rest waits behind the reads that came meanwhile.
        if (this.#queue.length > 0) this.#schedule();
      });
    });
  }

  async #commitNext(): Promise<void> {
    const batch = this.#queue.slice(0, MAX_UNITS_PER_COMMIT);
    this.#queue = this.#queue.slice(MAX_UNITS_PER_COMMIT);
    const [first] = batch;
    if (first !== undefined) await (batch.length === 1 ? this.#commitAlone(first) : this.#commitTogether(batch));
  }

  /** Waits for its turn: nothing of ours touches the connection outside of it. */
  #enter<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#lane.then(step);
    this.#lane = turn.catch(() => undefined);
    return turn;
  }

  async #commitTogether(batch: readonly QueuedUnit[]): Promise<void> {
    const settles: Settle[] = [];
    const unanswered = new Set(batch);
    try {
      await this.#begin();
      for (const unit of batch) {
        const outcome = await this.#runUnderSavepoint(unit);
        if ('settle' in outcome) settles.push(outcome.settle);
        else {
          unanswered.delete(unit);
          unit.reject(outcome.error);
        }
      }
      await this.#runner.query('COMMIT');
      this.#noteTransaction(false);
    } catch (cause) {
      await this.#abandon();
      const error = outage('database_unavailable', 'The database did not take the change.', { cause });
      for (const unit of unanswered) unit.reject(error);
      return;
    }
    for (const settle of settles) settle();
  }

  /** One unit is the whole transaction and needs no savepoint. */
  async #commitAlone(unit: QueuedUnit): Promise<void> {
    let settle: Settle;
    let ending = 'COMMIT';
    try {
      await this.#begin();
      settle = await unit.run(this.#manager).catch((error: unknown) => {
        ending = 'ROLLBACK';
        return () => unit.reject(error);
      });
      await this.#runner.query(ending);
      this.#noteTransaction(false);
    } catch (cause) {
      await this.#abandon();
      unit.reject(outage('database_unavailable', 'The database did not take the change.', { cause }));
      return;
    }
    settle();
  }

  async #begin(): Promise<void> {
    // IMMEDIATE: another process (a command line) may hold the lock; waiting for it at the start is safe, in the middle not.
    await this.#runner.query('BEGIN IMMEDIATE');
    this.#noteTransaction(true);
  }

  /** @throws only where the savepoint itself failed: then the fate of the whole batch is unknown to us. */
  async #runUnderSavepoint(unit: QueuedUnit): Promise<{ settle: Settle } | { error: unknown }> {
    await this.#runner.query('SAVEPOINT incola_unit');
    try {
      const settle = await unit.run(this.#manager);
      await this.#runner.query('RELEASE SAVEPOINT incola_unit');
      return { settle };
    } catch (error) {
      // SQLite rolls the whole transaction back itself on a full disk or an I/O error: then these two throw.
      await this.#runner.query('ROLLBACK TO SAVEPOINT incola_unit');
      await this.#runner.query('RELEASE SAVEPOINT incola_unit');
      this.#noteTransaction(true);
      return { error };
    }
  }

  async #abandon(): Promise<void> {
    try {
      await this.#runner.query('ROLLBACK');
    } catch {
      // SQLite has already rolled back, or the commit was done and only its answer lost.
    }
    this.#noteTransaction(false);
  }

  /** TypeORM opens transactions of its own unless its bookkeeping says that one is open. */
  #noteTransaction(open: boolean): void {
    Object.assign(this.#runner, { isTransactionActive: open, transactionDepth: open ? 1 : 0 });
  }
}
