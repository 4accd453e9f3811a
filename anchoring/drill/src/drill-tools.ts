import type { Clock, RandomBytes } from '#primitives';
import type { Engine } from '#anchoring/consensus';
import type { OpenLinks } from './network/cuttable-links.js';

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
  /** CometBFT's program with a clock that can be set; built where it is not here. */
  shiftedEngine: () => string;
  /** The ledger's application with such a clock, a built main module. */
  shiftedModule: string;
  /** For a network whose connections can be cut. */
  openLinks: OpenLinks;
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
