import { createHash } from 'node:crypto';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { outage, refusal } from '#primitives';
import { buildEngine } from './build-engine.js';
import type { EngineEnvironment } from './engine-environment.config.js';
import { readEngineModule, type EngineModule } from './engine-module.js';
import { runProgram } from './run-program.js';

const ASK_MILLISECONDS = 20_000;

/** The engine's program, of the pinned version. */
export interface Engine {
  program: string;
  version: string;
  found: 'configured' | 'path' | 'cache' | 'built';
}

export interface EngineSearch {
  /** `anchoring/consensus/engine`: go.mod and go.sum. */
  moduleFolder: string;
  /** Where built binaries are kept, each under the digest of what it was built from. */
  cacheFolder: string;
  environment: EngineEnvironment;
  say: (sentence: string) => void;
}

/**
 * Finds CometBFT: the configured one, else one of the right version on PATH, else the one built before, else it is
 * built. Another version is never used: versions of one network don't mix.
 * @throws `engine_wrong_version` (only for a configured one), `engine_module_unreadable`, `go_missing`, `go_too_old`,
 *   what {@link buildEngine} throws
 */
export async function findEngine({ moduleFolder, cacheFolder, environment, say }: EngineSearch): Promise<Engine> {
  const module = readEngineModule(moduleFolder);
  const { version } = module;
  if (environment.configured !== undefined) {
    const program = resolve(environment.configured);
    const its = await askVersion(program);
    if (its === version) return { program, version, found: 'configured' };
    throw refusal(
      'engine_wrong_version',
      `INCOLA_COMETBFT names ${program}, which ${its === undefined ? "can't be run" : `is ${its}`}; CometBFT ${version} is needed.`,
    );
  }
  for (const program of findOnPath('cometbft', environment.path)) {
    const its = await askVersion(program);
    if (its === version) return { program, version, found: 'path' };
    say(`${program} is ${its ?? 'not CometBFT'} and is not used: CometBFT ${version} is needed.`);
  }
  const go = await requireGo(module, environment);
  const key = createHash('sha256').update(`${module.sumsDigest} ${go.version} ${process.platform} ${process.arch}`);
  const program = resolve(cacheFolder, `cometbft-${version}-${key.digest('hex').slice(0, 16)}`, 'cometbft');
  // A cached file that doesn't answer (a copy cut short, another machine's) is built anew.
  if ((await askVersion(program)) === version) return { program, version, found: 'cache' };
  await buildEngine({ module, go: go.program, target: program, environment: environment.forGo, say });
  if ((await askVersion(program)) === version) return { program, version, found: 'built' };
  throw outage('engine_build_failed', `What Go built in ${program} doesn't run as CometBFT ${version}.`);
}

/** What `cometbft version` says, without the commit that a build may append (`0.39.4+c0ffee`). */
async function askVersion(program: string): Promise<string | undefined> {
  if (!isExecutable(program)) return undefined;
  const environment = {};
  const run = { program, parameters: ['version'], environment, timeoutMilliseconds: ASK_MILLISECONDS };
  const { exitCode, output } = await runProgram(run);
  return exitCode === 0 ? /^v?(\d+\.\d+\.\d+)(?:\+[0-9a-f]+)?$/.exec(output[0]?.trim() ?? '')?.[1] : undefined;
}

async function requireGo({ version, oldestGo }: EngineModule, environment: EngineEnvironment) {
  const remedy =
    `Install Go ${oldestGo} or later (https://go.dev/dl, or the package golang-go of a distribution that has it) and run the command again, ` +
    `or set INCOLA_COMETBFT to a CometBFT ${version}.`;
  const [program] = findOnPath('go', environment.path);
  if (program === undefined) {
    throw refusal('go_missing', `CometBFT ${version} is not here, and without Go it can't be built. ${remedy}`);
  }
  const run = { program, parameters: ['env', 'GOVERSION'], environment: environment.forGo };
  const { exitCode, output, complaints } = await runProgram({ ...run, timeoutMilliseconds: ASK_MILLISECONDS });
  const its = /^go(\d+\.\d+(?:\.\d+)?)/.exec(output[0] ?? '')?.[1];
  if (exitCode !== 0 || its === undefined) {
    throw refusal('go_missing', `${program} doesn't work as Go does. ${remedy}`, {
      privateDetail: complaints.join('\n'),
    });
  }
  if (isOlder(its, oldestGo)) throw refusal('go_too_old', `Go ${its} is too old. ${remedy}`);
  return { program, version: its };
}

function isOlder(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => text.split('.').map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Every executable of this name, in the order of PATH. */
function findOnPath(name: string, path: string): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => resolve(join(folder, name))).filter(isExecutable);
}

function isExecutable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile();
  } catch {
    return false;
  }
}
