import { readFile } from 'node:fs/promises';
import { writeJsonFile } from '#service-kit/files';
import { parseWatchState, type WatchState } from './watch-state.js';
import type { WatchStorage } from './watch-storage.js';

/** A watcher's memory in one file, which is written whole or not at all. */
export class FileWatchStorage implements WatchStorage {
  /** @param genesis `genesisDigest` of the ledger that is watched */
  constructor(
    private readonly file: string,
    private readonly genesis: string,
  ) {}

  /** @throws the codes of `parseWatchState` */
  async load(): Promise<WatchState | undefined> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return parseWatchState(text, this.genesis);
  }

  save(state: WatchState): Promise<void> {
    return writeJsonFile(this.file, state);
  }
}
