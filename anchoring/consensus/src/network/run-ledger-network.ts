import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { refusal, secondsOf, type Clock, type RandomBytes } from '#primitives';
import { exitCodeOf, type ExitCode } from '../command/exit-code-of.js';
import { applicationProgram } from './application-command.js';
import { createNetwork } from './create-network.js';
import type { EngineEnvironment } from './engine-environment.config.js';
import { findEngine } from './find-engine.js';
import { foundDevelopmentLedger } from './found-development-ledger.js';
import { holdNetwork } from './hold-network.js';
import { MAX_VALIDATORS_PER_COLLEGE } from './network-plan.js';
import { NETWORK_FILES } from './open-network.js';
import { RunningNetwork } from './running-network.js';

const USAGE =
  'Usage: npm run ledger:network -- [--folder data/ledger-network] [--validators-per-college 2]\n' +
  'The number of validators counts when the network is made; afterwards votes change it.';

export interface NetworkCommand {
  args: readonly string[];
  environment: EngineEnvironment;
  /** Folder of the engine's Go module. */
  moduleFolder: string;
  cacheFolder: string;
  /** The application's built main module. */
  applicationModule: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
  /** Resolves when a person wants the network to end. */
  whenAsked: Promise<void>;
}

/**
 * Runs a network of validators on this machine until somebody ends it. The first time it makes keys, genesis and trust
 * file of a development ledger; afterwards it goes on with what is in the folder.
 * @returns exit code: 0 ended as asked, 1 failed, 2 usage
 */
export function runLedgerNetwork(command: NetworkCommand): Promise<ExitCode> {
  return exitCodeOf({
    usage: USAGE,
    print: command.print,
    read: () => readArguments(command.args),
    perform: (wanted) => runUntilAsked(command, wanted),
  });
}

async function runUntilAsked(command: NetworkCommand, { folder, validatorsPerCollege }: Wanted): Promise<void> {
  const { moduleFolder, cacheFolder, environment, applicationModule, clock, random, print } = command;
  if (!existsSync(applicationModule)) {
    throw refusal('application_missing', `The ledger's application is not built: ${applicationModule} is missing.`);
  }
  const application = applicationProgram(applicationModule);
  const engine = await findEngine({ moduleFolder, cacheFolder, environment, say: print });
  print(`CometBFT ${engine.version}: ${engine.program}`);
  if (!existsSync(folder)) makeNetwork(folder, validatorsPerCollege, command);
  const letGo = await holdNetwork(folder);
  try {
    const parts = { folder, engine: engine.program, application, random, clock, report: print };
    const network = await RunningNetwork.start(parts);
    for (const { name, rpcPort } of network.nodes) print(`${name}: http://127.0.0.1:${rpcPort}`);
    print(
      `${network.nodes.length} validators run. Trust file: ${join(folder, NETWORK_FILES.trust)}. Ctrl-C ends them.`,
    );
    await command.whenAsked;
    print('Ending the validators …');
    await network.stop();
  } finally {
    await letGo();
  }
}

function makeNetwork(folder: string, validatorsPerCollege: number, { clock, random, print }: NetworkCommand): void {
  const { founding, founderKeys } = foundDevelopmentLedger(secondsOf(clock), random);
  const secrets = founderKeys.map((key) => ({ name: `founder-${key.college}.json`, content: key }));
  createNetwork({ folder, founding, validatorsPerCollege, random, secrets });
  print(`A development ledger is founded in ${folder}: all its keys are held by one operator.`);
}

interface Wanted {
  folder: string;
  validatorsPerCollege: number;
}

function readArguments(args: readonly string[]): Wanted | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        folder: { type: 'string', default: join('data', 'ledger-network') },
        'validators-per-college': { type: 'string', default: '2' },
      },
    });
    const count = values['validators-per-college'];
    const validatorsPerCollege = /^\d{1,2}$/.test(count) ? Number(count) : 0;
    const isInRange = validatorsPerCollege >= 1 && validatorsPerCollege <= MAX_VALIDATORS_PER_COLLEGE;
    return isInRange ? { folder: resolve(values.folder), validatorsPerCollege } : undefined;
  } catch {
    return undefined;
  }
}
