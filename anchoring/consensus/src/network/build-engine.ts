import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ENGINE_PACKAGE, type EngineModule } from './engine-module.js';
import { explainFailedBuild } from './explain-failed-build.js';
import { runProgram } from './run-program.js';

const BUILD_MILLISECONDS = 30 * 60_000;
const PROGRESS_MILLISECONDS = 5000;

export interface EngineBuild {
  module: EngineModule;
  /** Go's program. */
  go: string;
  /** Where the binary belongs. */
  target: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Tells a person what goes on. */
  say: (sentence: string) => void;
}

/**
 * Downloads and compiles CometBFT by Go's own client, which checks every module against go.sum. The binary appears in
 * its place whole or not at all: a build that dies leaves a file of another name, which the next one overwrites.
 * @throws `engine_checksum_mismatch`, `engine_disk_full`, `engine_download_failed`, `engine_build_failed` (outages)
 */
export async function buildEngine({ module, go, target, environment, say }: EngineBuild): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}.part`;
  say(`Building CometBFT ${module.version} (about a minute the first time, once per version) …`);
  const progress = { downloaded: 0, compiled: 0 };
  const timer = setInterval(() => say(`… ${describe(progress)}`), PROGRESS_MILLISECONDS);
  try {
    const end = await runProgram({
      program: go,
      // `-v` names each package as it is compiled; a module that go.sum does not hold is refused, not added.
      parameters: [
        'build',
        '-C',
        module.folder,
        '-mod=readonly',
        '-trimpath',
        '-ldflags',
        '-s -w',
        '-v',
        '-o',
        unfinished,
        ENGINE_PACKAGE,
      ],
      // A workspace of the surrounding folders has no say in what is built.
      environment: { ...environment, GOWORK: 'off' },
      timeoutMilliseconds: BUILD_MILLISECONDS,
      hear: (line) => void (line.startsWith('go: downloading ') ? progress.downloaded++ : progress.compiled++),
    });
    if (end.exitCode !== 0) throw explainFailedBuild(end.complaints);
    renameSync(unfinished, target);
  } finally {
    clearInterval(timer);
    rmSync(unfinished, { force: true });
  }
  say(`CometBFT ${module.version} is built: ${describe(progress)}.`);
}

function describe({ downloaded, compiled }: { downloaded: number; compiled: number }): string {
  return `${downloaded} modules downloaded, ${compiled} packages compiled`;
}
