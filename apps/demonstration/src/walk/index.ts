export { runWalk, WALK_STEPS, type WalkOptions, type WalkResult } from './run-walk.js';
export { SqliteHolderStore } from './sqlite-holder-store.js';
