import { setTimeout as sleep } from 'node:timers/promises';
import { QueryFailedError, type DataSource } from 'typeorm';
import { CodedError, outage } from '#primitives';
import { CurrentUnits } from './current-unit.js';
import type { Database, ReadingManager, TransactionWork } from './database.js';

/** PostgreSQL's codes for a unit that lost a race and may simply be run again: serialization failure, deadlock. */
const LOST_A_RACE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MILLISECONDS = 200;

/** PostgreSQL isolates units itself; SERIALIZABLE makes them behave as they do in SQLite's lane, for several instances too. */
export class PostgresTransactions implements Database {
  readonly kind = 'postgres';
  readonly #units = new CurrentUnits();
  #closed = false;
  #unitCount = 0;

  constructor(private readonly dataSource: DataSource) {}

  async tx<T>(work: TransactionWork<T>): Promise<T> {
    const joined = this.#units.join(work);
    if (joined) return joined;
    if (this.#closed) throw new CodedError('database_closed', 'The service is closing.', 'outage');
    const unit = this.#unitCount++;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction('SERIALIZABLE', (manager) => this.#units.run(manager, work));
      } catch (error) {
        if (!lostARace(error)) throw error;
        if (attempt === MAX_ATTEMPTS) {
          throw outage('database_busy', 'Too many changes meet here; try again.', { cause: error });
        }
        await sleep(backoffMilliseconds(unit, attempt));
      }
    }
  }

  async read<T>(work: (manager: ReadingManager) => Promise<T>): Promise<T> {
    const joined = this.#units.join(work);
    if (joined) return joined;
    if (this.#closed) throw new CodedError('database_closed', 'The service is closing.', 'outage');
    return work(this.dataSource.manager);
  }

  truncateCheckpoint(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.dataSource.destroy();
    this.#units.close();
  }
}

function lostARace(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && LOST_A_RACE.has(code);
}

/** Grows with the attempt and differs between units that failed together, so that they don't meet again. */
function backoffMilliseconds(unit: number, attempt: number): number {
  return Math.min(2 ** attempt + ((unit * 7) % 13) * attempt, MAX_BACKOFF_MILLISECONDS);
}
