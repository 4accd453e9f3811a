import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { contractCodeDigest } from '#anchoring/contract';
import type { Genesis } from '#ledger';
import { platformRandom, systemClock, type JsonObject } from '#primitives';
import type { DataFolder } from '../../apps/demonstration/src/founding/data-folder.js';
import type { LedgerEngine } from '../../apps/demonstration/src/network/choose-engine.js';
import {
  findDemonstrationEngine,
  prepareValidators,
  runNetwork,
} from '../../apps/demonstration/src/network/run-network.js';
import type { Ports } from '../../apps/demonstration/src/supervisor/choose-places.js';

/** Built: the validators' applications are processes of their own. */
const appsFolder = fileURLToPath(new URL('../../dist/apps/', import.meta.url));
const builtContract = new URL('../../dist/anchoring/contract/src/', import.meta.url);
/** Longer than this no test waits for real time to pass. */
const LONGEST_WAIT_SECONDS = 20;

/** The engine of this run: the embedded one, or the real network where `INCOLA_TEST_LEDGER` says so (suite `flows-cometbft`). */
export const LEDGER_ENGINE: LedgerEngine = process.env['INCOLA_TEST_LEDGER'] === 'cometbft' ? 'cometbft' : 'embedded';

/** Whether a clock that a test moves is the ledger's too. Where not, what leaps far and then asks the ledger is left out. */
export const LEDGER_TIME_MOVES = LEDGER_ENGINE === 'embedded';

/** The ledger under one cooperation. */
export interface LedgerUnderTest {
  /** What the founding plan says of it, and whose code executes it. */
  founding: { network?: NonNullable<Genesis['consensus']>; contractCode?: string };
  /** Starts what the cooperative stands on. @returns its configuration */
  start(): Promise<JsonObject>;
  stop(): Promise<void>;
}

export function prepareLedger(folder: DataFolder, ports: Ports): LedgerUnderTest {
  if (LEDGER_ENGINE === 'embedded') {
    return { founding: {}, start: () => Promise.resolve({ engine: 'embedded' }), stop: () => Promise.resolve() };
  }
  const choice = { engine: LEDGER_ENGINE, clock: systemClock, random: platformRandom };
  const reports: string[] = [];
  let running: Awaited<ReturnType<typeof runNetwork>> | undefined;
  return {
    founding: { network: prepareValidators(folder, ports, choice), contractCode: contractCodeDigest(builtContract) },
    start: async () => {
      const tell = (sentence: string) => void reports.push(sentence);
      const engine = await findDemonstrationEngine(appsFolder, tell);
      running = await runNetwork(folder, engine, { ...choice, appsFolder, tell });
      return { engine: 'cometbft', rpcPort: running.rpcPort };
    },
    stop: async () => running?.stop(),
  };
}

/**
 * Lets time pass for the ledger too. The embedded engine has the parties' clock, which is moved; a block of the network has the
 * validators' own time, which is real and waited for.
 */
export async function passOnLedger(seconds: number, advance: (seconds: number) => void): Promise<void> {
  if (LEDGER_TIME_MOVES) return advance(seconds);
  if (seconds > LONGEST_WAIT_SECONDS) throw new Error(`the network's time is real: ${seconds} seconds are too long`);
  await sleep(seconds * 1000);
}
