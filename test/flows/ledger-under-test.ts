import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import {
  applicationProgram,
  giveGenesis,
  NETWORK_FILES,
  readEngineEnvironment,
  RunningNetwork,
} from '#anchoring/consensus';
import { contractCodeDigest } from '#anchoring/contract';
import { findShiftedEngine, setClock } from '#anchoring/drill';
import type { PublishedLedger } from '#anchoring/log';
import { parseTrustFile, type Genesis } from '#ledger';
import { platformRandom, systemClock, type JsonObject } from '#primitives';
import type { DataFolder } from '../../apps/demonstration/src/founding/data-folder.js';
import { prepareValidators } from '../../apps/demonstration/src/network/run-network.js';
import type { Ports } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { eventually } from '../environment/eventually.js';

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** Built: the validators' applications are processes of their own. */
const application = inProject('dist/anchoring/drill/src/clock/shifted-application.main.js');
const builtContract = new URL('../../dist/anchoring/contract/src/', import.meta.url);
/** When the clocks were moved, a block or two must follow before the ledger's time has moved too. */
const HEARTBEAT_SECONDS = 1;

/** The ledger under one cooperation. */
export interface LedgerUnderTest {
  /** What the founding plan says of it, and whose code executes it. */
  founding: { network?: NonNullable<Genesis['consensus']>; contractCode?: string };
  /** Starts what the cooperative stands on. @returns its configuration */
  start(): Promise<JsonObject>;
  /** Has its clocks be ahead of the machine's, as the parties' are. */
  setClocks(milliseconds: number): void;
  /** Waits until a college's copy of it has a block of this time or later. */
  whenAt(seconds: number, copy: PublishedLedger): Promise<void>;
  stop(): Promise<void>;
}

/** The ledger of this run: the embedded one, or the real network where `INCOLA_TEST_LEDGER` says so (suite `flows-cometbft`). */
export function prepareLedger(folder: DataFolder, ports: Ports): LedgerUnderTest {
  return process.env['INCOLA_TEST_LEDGER'] === 'cometbft' ? prepareNetworkLedger(folder, ports) : EMBEDDED;
}

/** It runs in the cooperative's process, by its clock, and dates what it attests when it is asked. */
const EMBEDDED: LedgerUnderTest = {
  founding: {},
  start: () => Promise.resolve({ engine: 'embedded' }),
  setClocks: () => undefined,
  whenAt: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** A block has the validators' own time, the median of when they voted on the one before: engines and applications have a clock that is set. */
function prepareNetworkLedger(folder: DataFolder, ports: Ports): LedgerUnderTest {
  const choice = { engine: 'cometbft', clock: systemClock, random: platformRandom } as const;
  let running: RunningNetwork | undefined;
  return {
    founding: { network: prepareValidators(folder, ports, choice), contractCode: contractCodeDigest(builtContract) },
    start: async () => {
      const engine = findEngine();
      giveGenesis(folder.network, parseTrustFile(readFileSync(folder.trustFile, 'utf8')));
      running = await RunningNetwork.start({
        folder: folder.network,
        engine,
        application: applicationProgram(application),
        heartbeatSeconds: HEARTBEAT_SECONDS,
        ...{ clock: systemClock, random: platformRandom, report: () => undefined },
      });
      return { engine: 'cometbft', rpcPort: running.nodes[0]?.rpcPort ?? 0 };
    },
    setClocks: (milliseconds) => {
      for (const { name } of running?.nodes ?? []) {
        setClock(join(folder.network, NETWORK_FILES.nodes, name), milliseconds);
      }
    },
    whenAt: (seconds, copy) =>
      eventually(async () => {
        const attestation = await copy.attestation();
        expect(attestation).toMatchObject({ kind: 'cometbft' });
        if (attestation.kind === 'cometbft') expect(attestation.header.time.seconds).toBeGreaterThanOrEqual(seconds);
      }),
    stop: async () => running?.stop(),
  };
}

function findEngine(): string {
  return findShiftedEngine({
    moduleFolder: inProject('anchoring/consensus/engine'),
    clockSource: inProject('anchoring/drill/engine-clock/shifted_time.go'),
    cacheFolder: inProject('.cache'),
    goEnvironment: readEngineEnvironment().forGo,
    say: () => undefined,
  });
}
