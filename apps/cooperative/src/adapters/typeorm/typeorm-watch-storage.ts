import { parseWatchState, type WatchState, type WatchStorage } from '#anchoring/watch';
import type { Database } from '#service-kit/database';
import { WatchRow } from './watch.entity.js';

export class TypeormWatchStorage implements WatchStorage {
  /** @param genesis `genesisDigest` of the ledger that is watched */
  constructor(
    private readonly database: Database,
    private readonly genesis: string,
  ) {}

  /** @throws the codes of `parseWatchState` */
  async load(): Promise<WatchState | undefined> {
    const { genesis } = this;
    const stored = await this.database.read((manager) => manager.findOneBy(WatchRow, { genesis }));
    return stored === null ? undefined : parseWatchState(stored.state, genesis);
  }

  async save(state: WatchState): Promise<void> {
    const row = { genesis: this.genesis, state: JSON.stringify(state) };
    await this.database.tx((manager) => manager.upsert(WatchRow, row, ['genesis']));
  }
}
