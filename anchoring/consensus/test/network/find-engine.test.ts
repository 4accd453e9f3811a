import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readEngineEnvironment } from '../../src/network/engine-environment.config.js';
import { readEngineModule } from '../../src/network/engine-module.js';
import { explainFailedBuild } from '../../src/network/explain-failed-build.js';
import { findEngine } from '../../src/network/find-engine.js';
import { scratchFolder } from './fictive-network.js';

const moduleFolder = fileURLToPath(new URL('../../engine/', import.meta.url));
const { version } = readEngineModule(moduleFolder);

let scratch: ReturnType<typeof scratchFolder>;
let said: string[];
beforeEach(() => {
  scratch = scratchFolder();
  said = [];
  mkdirSync(join(scratch.folder, 'bin'));
});
afterEach(() => scratch.remove());

/** A program that prints what it is told, in the shell's words. */
function place(name: string, script: string): string {
  const path = join(scratch.folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const search = (more: { configured?: string; folder?: string } = {}) =>
  findEngine({
    moduleFolder: more.folder ?? moduleFolder,
    cacheFolder: join(scratch.folder, 'cache'),
    environment: {
      path: join(scratch.folder, 'bin'),
      forGo: { PATH: '/usr/bin:/bin' },
      ...(more.configured === undefined ? {} : { configured: more.configured }),
    },
    say: (sentence) => said.push(sentence),
  });

/** Go as far as it is asked here; it "builds" a program that says the version, and counts its builds. */
const builder = (says = version) =>
  `[ "$1" = env ] && echo go1.25.3 && exit 0
while [ "$1" != -o ]; do shift; done
echo 'go: downloading example.com/module v1.0.0' >&2
echo built >> ${join(scratch.folder, 'builds')}
printf '#!/bin/sh\\necho ${says}\\n' > "$2"
chmod 755 "$2"`;

it('the pinned version is of the family that was tried, and every module has its sum', () => {
  expect(version).toMatch(/^0\.39\./);
  expect(readFileSync(join(moduleFolder, 'go.sum'), 'utf8')).toContain(`github.com/cometbft/cometbft v${version} h1:`);
});

it('a CometBFT of the right version on PATH is used, a build with its commit too', async () => {
  const program = place('cometbft', `echo ${version}+c0ffee12`);
  expect(await search()).toEqual({ program, version, found: 'path' });
});

it('another version on PATH is said and not used', async () => {
  place('cometbft', 'echo 1.0.1');
  place('go', builder());
  expect(await search()).toMatchObject({ version, found: 'built' });
  expect(said.join('\n')).toMatch(/cometbft is 1\.0\.1 and is not used/);
});

it('refuses another version where the operator names the program', async () => {
  const configured = place('theirs', 'echo 0.40.0');
  await expect(search({ configured })).rejects.toMatchObject({ code: 'engine_wrong_version' });
  await expect(search({ configured: join(scratch.folder, 'nothing') })).rejects.toMatchObject({
    code: 'engine_wrong_version',
  });
  const right = place('right', `echo ${version}`);
  expect(await search({ configured: right })).toEqual({ program: right, version, found: 'configured' });
});

it('what was built is found again, until go.sum is another', async () => {
  place('go', builder());
  expect(await search()).toMatchObject({ found: 'built' });
  expect(await search()).toMatchObject({ found: 'cache' });
  const folder = join(scratch.folder, 'engine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'go.mod'), readFileSync(join(moduleFolder, 'go.mod')));
  writeFileSync(join(folder, 'go.sum'), `${readFileSync(join(moduleFolder, 'go.sum'), 'utf8')}\n`);
  expect(await search({ folder })).toMatchObject({ found: 'built' });
  expect(readFileSync(join(scratch.folder, 'builds'), 'utf8')).toBe('built\nbuilt\n');
});

it('a cached program that no longer answers is built anew', async () => {
  place('go', builder());
  const { program } = await search();
  writeFileSync(program, '');
  expect(await search()).toMatchObject({ program, found: 'built' });
});

it('refuses what was built if it is another version', async () => {
  place('go', builder('0.38.0'));
  await expect(search()).rejects.toMatchObject({ code: 'engine_build_failed' });
});

it('without Go a sentence says how to get it', async () => {
  await expect(search()).rejects.toMatchObject({ code: 'go_missing', message: expect.stringContaining('go.dev/dl') });
});

it('refuses a Go that is too old', async () => {
  place('go', 'echo go1.24.9');
  await expect(search()).rejects.toMatchObject({ code: 'go_too_old', message: expect.stringContaining('1.25.0') });
});

it('a failed build leaves nothing in the cache', async () => {
  place('go', '[ "$1" = env ] && echo go1.26 && exit 0\necho "no space left on device" >&2; exit 1');
  await expect(search()).rejects.toMatchObject({ code: 'engine_disk_full' });
  place('go', builder());
  expect(await search()).toMatchObject({ found: 'built' });
});

it.each([
  ['engine_download_failed', 'dial tcp 127.0.0.1:1: connect: connection refused'],
  ['engine_download_failed', 'github.com/cometbft/cometbft@v0.39.4: reading https://proxy.example/x: 410 Gone'],
  ['engine_checksum_mismatch', 'verifying github.com/cometbft/cometbft@v0.39.4: checksum mismatch'],
  ['engine_disk_full', 'write /cache/x: no space left on device'],
  ['engine_build_failed', 'x.go:1:1: syntax error'],
])('says %s where Go says: %s', (code, line) => {
  const problem = explainFailedBuild(['go: downloading example.com/module v1.0.0', line]);
  expect(problem).toMatchObject({ code, fault: 'outage', message: expect.stringContaining(line) });
});

it('refuses a module that names no version', () => {
  rmSync(join(scratch.folder, 'bin'), { recursive: true });
  writeFileSync(join(scratch.folder, 'go.mod'), 'module nothing\n');
  expect(() => readEngineModule(scratch.folder)).toThrow(expect.objectContaining({ code: 'engine_module_unreadable' }));
});

it('the environment may name the program', () => {
  expect(readEngineEnvironment({ INCOLA_COMETBFT: '/opt/cometbft', PATH: '/bin', GOPROXY: 'off' })).toEqual({
    configured: '/opt/cometbft',
    path: '/bin',
    forGo: { PATH: '/bin', GOPROXY: 'off' },
  });
  expect(readEngineEnvironment({})).toEqual({ path: '', forGo: { PATH: '' } });
});
