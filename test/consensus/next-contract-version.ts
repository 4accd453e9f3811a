import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applicationProgram, type ApplicationProgram } from '#anchoring/consensus';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'dist/anchoring/consensus/src/abci/abci-application.main.js';
const CONTRACT = 'dist/anchoring/contract/src/create-contract.js';

/**
 * The application once more, as the next release would be: its contract takes itself for another version, so that its digest
 * is another one.
 * @param folder empty, to copy what was built into
 * @returns the program, with what it says of its own code
 */
export function buildNextVersion(folder: string): { program: ApplicationProgram; version: number; digest: string } {
  for (const part of ['dist/anchoring', 'dist/libs', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const source = readFileSync(join(folder, CONTRACT), 'utf8');
  const changed = source.replace('CONTRACT_VERSION = 1', 'CONTRACT_VERSION = 2');
  if (changed === source) throw new Error('the version of the contract was not found');
  writeFileSync(join(folder, CONTRACT), changed);
  const program = applicationProgram(join(folder, MAIN));
  const { stdout, status } = spawnSync(program.program, [...program.parameters, '--contract-code'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the next version does not run: ${stdout}`);
  const { digest, version } = JSON.parse(stdout) as { digest: string; version: string };
  return { program, version: Number(version), digest };
}
