import type { World } from '../world.js';

/**
 * What must be true however it got there. It remembers what it saw of its world, and reports each breach in a sentence.
 * Nothing of it may change the world.
 */
export interface Invariant {
  name: string;
  /** Before the first step: what passes in the network is seen from here on. */
  watch?(world: World): void;
  /** After every step, whatever is down or away. */
  afterStep?(world: World): string[];
  /** Once faults have ended, everybody runs, and nothing is left to be done. */
  atRest?(world: World): Promise<string[]> | string[];
}
