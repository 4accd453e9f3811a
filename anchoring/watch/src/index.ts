export { WATCH_LIMITS, type Alarm, type WatchLimits } from './alarms.js';
export { describeAlarm } from './alarm.messages.js';
export { FileWatchStorage } from './file-watch-storage.js';
export { httpSource, type GetText, type LedgerSource } from './ledger-source.js';
export { runLedgerWatch } from './run-ledger-watch.js';
export { verifyFork } from './verify-fork.js';
export { Watcher, type WatcherParts, type WatchReport } from './watcher.js';
export { parseWatchState, type Fork, type WatchState } from './watch-state.js';
export type { WatchStorage } from './watch-storage.js';
