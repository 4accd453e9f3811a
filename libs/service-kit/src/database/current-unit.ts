import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import type { TransactionWork } from './database.js';

/** The unit that the current call chain runs in. */
interface CurrentUnit {
  manager: EntityManager;
  /** A call left behind by a finished unit must not join a later one. */
  finished: boolean;
  /** The first failure of a joined call: with it the whole unit fails, even if the caller swallowed it. */
  failure?: { error: unknown };
}

/** Remembers, per database, which unit a call chain is in. */
export class CurrentUnits {
  readonly #storage = new AsyncLocalStorage<CurrentUnit>();

  /** Joins the current unit; `undefined` where there is none. */
  join<T>(work: TransactionWork<T>): Promise<T> | undefined {
    const unit = this.#storage.getStore();
    if (!unit || unit.finished) return undefined;
    return work(unit.manager).catch((error: unknown) => {
      unit.failure ??= { error };
      throw error;
    });
  }

  /** Node.js keeps a storage that was used on its list, and pays for it at each promise, until it is disabled. */
  close(): void {
    this.#storage.disable();
  }

  /** Runs work as a unit of its own. */
  async run<T>(manager: EntityManager, work: TransactionWork<T>): Promise<T> {
    const unit: CurrentUnit = { manager, finished: false };
    try {
      const result = await this.#storage.run(unit, () => work(manager));
      if (unit.failure) throw unit.failure.error;
      return result;
    } finally {
      unit.finished = true;
    }
  }
}
