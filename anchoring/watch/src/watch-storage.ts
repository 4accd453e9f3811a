import type { WatchState } from './watch-state.js';

/** Where a watcher remembers. When `save` returns, the state survives a crash: an alarm is raised from what is stored. */
export interface WatchStorage {
  /** @returns `undefined` before the first look; what cannot be read is no beginning, and throws */
  load(): Promise<WatchState | undefined>;
  save(state: WatchState): Promise<void>;
}
