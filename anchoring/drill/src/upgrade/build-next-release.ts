import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '#primitives';
import { type ApplicationProgram, applicationProgram, contractProgram } from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';

/** A release of the project whose contract takes itself for the next version. */
export interface NextRelease {
  application: ApplicationProgram;
  /** As the program says of itself: what the colleges vote on. */
  version: number;
  digest: string;
}

const MAIN = 'dist/anchoring/consensus/src/abci/abci-application.main.js';
const CONTRACT = 'dist/anchoring/contract/src/create-contract.js';
const NEXT_VERSION = contractProgram('').version + 1;

/**
 * Makes the next release from what is built here: the same code, but for the number of its contract's version, which makes its
 * digest another one.
 * @throws `next_release_not_built`
 */
export function buildNextRelease({ folder, projectFolder }: DrillTools): NextRelease {
  const release = join(folder, 'next-release');
  mkdirSync(release);
  for (const part of ['dist/anchoring', 'dist/libs', 'package.json']) {
    cpSync(join(projectFolder, part), join(release, part), { recursive: true });
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(release, 'node_modules'));
  const source = readFileSync(join(release, CONTRACT), 'utf8');
  const changed = source.replace(`CONTRACT_VERSION = ${NEXT_VERSION - 1}`, `CONTRACT_VERSION = ${NEXT_VERSION}`);
  if (changed === source) throw refusal('next_release_not_built', 'The version of the contract was not found.');
  writeFileSync(join(release, CONTRACT), changed);
  const application = applicationProgram(join(release, MAIN));
  const parameters = [...application.parameters, '--contract-code'];
  const { stdout, status } = spawnSync(application.program, parameters, { encoding: 'utf8' });
  if (status !== 0) throw refusal('next_release_not_built', `The next release does not run: ${stdout}`);
  const { digest, version } = JSON.parse(stdout) as { digest: string; version: string };
  return { application, version: Number(version), digest };
}
