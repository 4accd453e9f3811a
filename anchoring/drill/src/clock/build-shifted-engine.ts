import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { outage } from '#primitives';
import type { DrillTools } from '../drill-tools.js';

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

/**
 * Builds the pinned engine with a clock that can be set: its sources as Go's client checked them, but for the places where
 * consensus takes the wall clock's time. Nothing else can move what a Go program takes for the time, short of setting
 * the machine's clock for everybody on it.
 * @returns the program
 * @throws `shifted_engine_not_built` (outage), where Go is missing or the sources have changed
 */
export async function buildShiftedEngine(tools: DrillTools): Promise<string> {
  const folder = join(tools.folder, 'shifted-engine');
  const program = join(folder, 'cometbft');
  if (existsSync(program)) return program;
  const { moduleFolder, environment, clockSource } = tools.goBuild;
  const go = (parameters: string[], cwd: string) => {
    const options = {
      cwd,
      env: { ...environment, GOWORK: 'off' },
      encoding: 'utf8',
      timeout: BUILD_MILLISECONDS,
    } as const;
    const { status, stdout, stderr } = spawnSync('go', parameters, options);
    if (status !== 0) throw notBuilt(stderr ?? 'Go is not here');
    return stdout.trim();
  };
  const sources = go(['list', '-m', '-f', '{{.Dir}}', ENGINE_MODULE], moduleFolder);
  const copied = join(folder, 'sources');
  mkdirSync(folder, { recursive: true });
  await cp(sources, copied, { recursive: true, filter: (path) => !path.endsWith('_test.go') });
  // The module cache is read-only, and so are its copies.
  spawnSync('chmod', ['-R', 'u+w', copied]);
  for (const { file, from, to } of CHANGES) change(join(copied, file), from, to);
  copyFileSync(clockSource, join(copied, 'types', 'time', 'shifted_time.go'));
  const module = join(folder, 'module');
  mkdirSync(module);
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(moduleFolder, name), join(module, name));
  go(['mod', 'edit', '-replace', `${ENGINE_MODULE}=${copied}`], module);
  go(['build', '-mod=mod', '-o', program, `${ENGINE_MODULE}/cmd/cometbft`], module);
  return program;
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
