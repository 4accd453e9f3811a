export { findShiftedEngine, type ShiftedEngineSearch } from './find-shifted-engine.js';
export { setClock, shiftedClock } from './shifted-clock.js';
