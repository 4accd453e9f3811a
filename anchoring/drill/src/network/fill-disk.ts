import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '#primitives';
import type { DrillNetwork } from './drill-network.js';

/** A node that can't write any more. */
export interface FullDisk {
  how: 'its data on a small file system' | 'its files limited in size';
  /** It can write again. */
  makeRoom(): Promise<void>;
  /** Gives the node its own folder back; also where it had failed before. */
  release(): Promise<void>;
}

/** CometBFT's databases take some from the beginning. */
const SPARE_BYTES = 12 * 1024 * 1024;
/** Left for the node's writes. */
const LEFT_BYTES = 128 * 1024;
const BALLAST = 'ballast';

/**
 * Fills a node's disk: its data folder becomes a small file system of its own, where the machine lets us mount one (root), and
 * ballast fills it. Elsewhere the files of its running processes are limited in size (RLIMIT_FSIZE), which fails the same
 * writes until they are started again.
 * @throws `disk_not_filled` where neither can be done
 */
export async function fillDisk(
  network: DrillNetwork,
  name: string,
  say: (sentence: string) => void,
): Promise<FullDisk> {
  const data = join(network.homeOf(name), 'data');
  const kept = `${data}-kept`;
  await network.takeAway([name]);
  renameSync(data, kept);
  mkdirSync(data, { mode: 0o700 });
  const size = sizeOf(kept) + SPARE_BYTES;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'incola-drill', data]);
  if (mounted.status !== 0) {
    rmSync(data, { recursive: true });
    renameSync(kept, data);
    await network.bringBack([name]);
    say('  No file system may be mounted here: the files of the node are limited in size.');
    return limitFiles(network, name, data);
  }
  cpSync(kept, data, { recursive: true });
  await network.bringBack([name]);
  const { bavail, bsize } = statfsSync(data);
  writeFileSync(join(data, BALLAST), Buffer.alloc(Math.max(0, bavail * bsize - LEFT_BYTES)));
  return {
    how: 'its data on a small file system',
    makeRoom: async () => rmSync(join(data, BALLAST)),
    release: async () => {
      await network.takeAway([name]).catch(() => undefined);
      rmSync(join(data, BALLAST), { force: true });
      rmSync(kept, { recursive: true });
      cpSync(data, kept, { recursive: true });
      spawnSync('umount', [data]);
      rmSync(data, { recursive: true });
      renameSync(kept, data);
      await network.bringBack([name]);
    },
  };
}

/** @throws `disk_not_filled` where there is no prlimit */
function limitFiles(network: DrillNetwork, name: string, data: string): FullDisk {
  const { engine, application } = network.node(name);
  const limit = Math.max(...readdirSync(data).map((file) => statSync(join(data, file)).size));
  for (const process of [engine, application]) {
    const done = spawnSync('prlimit', ['--pid', `${process?.processId}`, `--fsize=${limit}`]);
    if (done.status !== 0) throw refusal('disk_not_filled', 'There is no way here to keep a process from writing.');
  }
  // Whoever starts them again starts them without the limit.
  return { how: 'its files limited in size', makeRoom: async () => undefined, release: async () => undefined };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((bytes, entry) => {
    const path = join(folder, entry.name);
    return bytes + (entry.isDirectory() ? sizeOf(path) : statSync(path).size);
  }, 0);
}
