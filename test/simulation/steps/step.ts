import type { World } from '../world.js';

/** One thing that somebody does. @returns in a word how it went; what a fault may cause is thrown */
export type Step = (world: World) => Promise<string>;
