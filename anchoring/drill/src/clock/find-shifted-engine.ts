import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { outage, parseJson } from '#primitives';

const ENGINE_MODULE = 'github.com/cometbft/cometbft';
/** Where consensus takes the wall clock's time from, and what stands there instead. */
const CHANGES: readonly { file: string; from: RegExp; to: string }[] = [
  {
    // Our own file has this function.
    file: join('types', 'time', 'time.go'),
    from: /\/\/ Now returns[^\n]*\nfunc Now\(\) time\.Time \{\n[^}]*\}\n/,
    to: '',
  },
  {
    // A proposal more than a minute ahead of the wall clock is voted against; Go's clock is asked directly there.
    file: join('state', 'validation.go'),
    from: /block\.Time\.Before\(time\.Now\(\)/,
    to: 'block.Time.Before(cmttime.Now()',
  },
  {
    file: join('state', 'validation.go'),
    from: /import \(\n/,
    to: 'import (\n\tcmttime "github.com/cometbft/cometbft/types/time"\n',
  },
];
const BUILD_MILLISECONDS = 10 * 60_000;
const ANSWER_LIMITS = { maxLength: 65_536, maxDepth: 4 };

export interface ShiftedEngineSearch {
  /** `anchoring/consensus/engine`: go.mod and go.sum of the pinned engine. */
  moduleFolder: string;
  /** `anchoring/drill/engine-clock/shifted_time.go`: the clock that can be set. */
  clockSource: string;
  /** Where built binaries are kept, each under the digest of what it was built from. */
  cacheFolder: string;
  /** What Go is run with. */
  goEnvironment: Readonly<Record<string, string | undefined>>;
  say: (sentence: string) => void;
}

/**
 * Finds the pinned engine with a clock that can be set, built before, or builds it: its sources as Go's client checked them, but
 * for the places where consensus takes the wall clock's time. Nothing else can move what a Go program takes for the time, short
 * of setting the machine's clock for everybody on it.
 * @returns the program
 * @throws `shifted_engine_not_built` (outage), where Go is missing or the sources have changed
 */
export function findShiftedEngine(search: ShiftedEngineSearch): string {
  const { moduleFolder, clockSource, cacheFolder, goEnvironment, say } = search;
  const key = createHash('sha256').update(runGo(['env', 'GOVERSION', 'GOOS', 'GOARCH'], moduleFolder, goEnvironment));
  for (const file of [join(moduleFolder, 'go.sum'), clockSource]) key.update(readFileSync(file));
  for (const { file, from, to } of CHANGES) key.update(`${file} ${from.source} ${to}`);
  const folder = join(cacheFolder, `cometbft-shifted-${key.digest('hex').slice(0, 16)}`);
  const program = join(folder, 'cometbft');
  if (existsSync(program)) return program;
  say('Building CometBFT once more, with a clock that can be set …');
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, 'building-'));
  try {
    // Whole or not at all.
    renameSync(buildIn(scratch, search), program);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return program;
}

function buildIn(scratch: string, { moduleFolder, clockSource, goEnvironment }: ShiftedEngineSearch): string {
  const copied = join(scratch, 'sources');
  copySources(downloadedTo(runGo(['mod', 'download', '-json', ENGINE_MODULE], moduleFolder, goEnvironment)), copied);
  for (const { file, from, to } of CHANGES) change(join(copied, file), from, to);
  copyFileSync(clockSource, join(copied, 'types', 'time', 'shifted_time.go'));
  const module = join(scratch, 'module');
  mkdirSync(module);
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(moduleFolder, name), join(module, name));
  runGo(['mod', 'edit', '-replace', `${ENGINE_MODULE}=${copied}`], module, goEnvironment);
  const built = join(scratch, 'cometbft');
  // As the pinned engine is built, so that what was compiled for it serves here too.
  const parameters = ['-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', built];
  runGo(['build', ...parameters, `${ENGINE_MODULE}/cmd/cometbft`], module, goEnvironment);
  return built;
}

function runGo(parameters: string[], cwd: string, environment: ShiftedEngineSearch['goEnvironment']): string {
  const { status, stdout, stderr } = spawnSync('go', parameters, {
    cwd,
    // A workspace of the surrounding folders has no say in what is built.
    env: { ...environment, GOWORK: 'off' },
    encoding: 'utf8',
    timeout: BUILD_MILLISECONDS,
  });
  if (status !== 0) throw notBuilt(stderr ?? 'Go is not here');
  return stdout.trim();
}

function downloadedTo(answer: string): string {
  const { Dir: sources } = parseJson(answer, ANSWER_LIMITS) as { Dir?: string };
  if (sources === undefined) throw notBuilt(answer);
  return sources;
}

function copySources(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('_test.go') });
  // The module cache is read-only, and so are its copies.
  spawnSync('chmod', ['-R', 'u+w', to]);
}

function change(path: string, from: RegExp, to: string): void {
  const original = readFileSync(path, 'utf8');
  if (!from.test(original)) throw notBuilt(`${path} has changed`);
  writeFileSync(path, original.replace(from, to));
}

function notBuilt(privateDetail: string): Error {
  const sentence = 'The engine with a clock that can be set is not built; Go is needed for it.';
  return outage('shifted_engine_not_built', sentence, { privateDetail });
}
