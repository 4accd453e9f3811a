import type { Clock, RandomBytes } from '#primitives';
import type { Engine } from '#anchoring/consensus';

/** What every part of the drill works with. */
export interface DrillTools {
  /** CometBFT's program. */
  engine: string;
  /** CometBFT of the version from which networks are upgraded; built where it is not here. */
  earlierEngine: () => Promise<Engine>;
  /** The ledger's application, a built main module. */
  applicationModule: string;
  /** The application that breaks the rules as it is told, a built main module. */
  hostileModule: string;
  /** For an engine whose clock can be set: the engine's Go module, what Go is run with, and the file that sets the clock. */
  goBuild: {
    moduleFolder: string;
    environment: Readonly<Record<string, string | undefined>>;
    clockSource: string;
  };
  /** The project with what is built of it: of it the next release is made. */
  projectFolder: string;
  /** Networks lie here while the drill runs; its path is short enough for sockets. */
  folder: string;
  clock: Clock;
  random: RandomBytes;
  /** Tells a person what goes on. */
  say: (sentence: string) => void;
}

/** `short`: small numbers, for each run of the tests; `full`: as large as the figures are to be believed. */
export type Scale = 'short' | 'full';
