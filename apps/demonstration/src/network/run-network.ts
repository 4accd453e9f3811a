import { resolve } from 'node:path';
import {
  applicationProgram,
  type Engine,
  findEngine,
  giveGenesis,
  holdNetwork,
  prepareNetwork,
  readEngineEnvironment,
  RunningNetwork,
} from '#anchoring/consensus';
import { didWebOf } from '#identity';
import { parseTrustFile, type Genesis } from '#ledger';
import { assertOurs } from '#primitives';
import { readJson, type DataFolder } from '../founding/data-folder.js';
import { MEMBERS } from '../founding/fictive-members.js';
import { urlOf, type Ports } from '../supervisor/choose-places.js';
import type { LedgerChoice } from './choose-engine.js';

/** One in each college: the least that a network has, so that it runs beside everything else on a small machine. */
const VALIDATORS_PER_COLLEGE = 1;

/** The demonstration's validators, which this machine runs all of. */
export interface DemonstrationNetwork {
  /** Where the cooperative asks its own college's node. */
  rpcPort: number;
  stop(): Promise<void>;
}

/**
 * Makes the validators' keys, once, for the founding members of the three colleges.
 * @returns what the founding plan says of the network
 */
export function prepareValidators(
  folder: DataFolder,
  ports: Ports,
  { random }: LedgerChoice,
): NonNullable<Genesis['consensus']> {
  const founders = MEMBERS.filter(({ founder }) => founder).map(({ service, slug, college }) => {
    return { did: didWebOf(`${urlOf(ports[service])}/${slug}`), college, status: 'active' as const };
  });
  return prepareNetwork({ folder: folder.network, founders, validatorsPerCollege: VALIDATORS_PER_COLLEGE, random });
}

/**
 * Finds CometBFT of the pinned version, or has Go build it, which takes about a minute the first time.
 * @param appsFolder `dist/apps` of the clone in which the engine's module lies
 * @throws the codes of `findEngine`
 */
export function findDemonstrationEngine(appsFolder: string, tell: (sentence: string) => void): Promise<Engine> {
  const root = resolve(appsFolder, '..', '..');
  return findEngine({
    moduleFolder: resolve(root, 'anchoring', 'consensus', 'engine'),
    cacheFolder: resolve(root, '.cache'),
    environment: readEngineEnvironment(),
    say: tell,
  });
}

/**
 * Runs the validators, each with the ledger's application beside it, and starts again whatever of them ends.
 * @throws `network_runs_already`, `genesis_differs`, and the codes of `RunningNetwork.start`
 */
export async function runNetwork(
  folder: DataFolder,
  engine: Engine,
  { appsFolder, tell, clock, random }: LedgerChoice & { appsFolder: string; tell: (sentence: string) => void },
): Promise<DemonstrationNetwork> {
  giveGenesis(folder.network, parseTrustFile(JSON.stringify(await readJson(folder.trustFile))));
  const letGo = await holdNetwork(folder.network);
  try {
    const application = resolve(appsFolder, '..', 'anchoring', 'consensus', 'src', 'abci', 'abci-application.main.js');
    const network = await RunningNetwork.start({
      folder: folder.network,
      engine: engine.program,
      application: applicationProgram(application),
      ...{ clock, random, report: tell },
    });
    const [own] = network.nodes;
    assertOurs(own !== undefined, 'a network has nodes');
    tell(`  ${network.nodes.map(({ name, rpcPort }) => `${name} (${urlOf(rpcPort)})`).join(', ')}`);
    const stop = async () => {
      await network.stop();
      await letGo();
    };
    return { rpcPort: own.rpcPort, stop };
  } catch (error) {
    await letGo();
    throw error;
  }
}
