import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkNode } from '#anchoring/consensus';

const BYTES_PER_BLOCK = 512;
const MEGABYTE = 1_000_000;

/** The memory that a process has on this machine (VmRSS), megabytes; `undefined` where the system has no /proc. */
export function residentMegabytes(processId: number | undefined): number | undefined {
  if (processId === undefined) return undefined;
  try {
    const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / MEGABYTE;
  } catch {
    return undefined;
  }
}

export interface NodeMemory {
  engineMegabytes: number;
  applicationMegabytes: number;
}

/** The largest of all nodes; `undefined` where the system doesn't say. */
export function memoryOf(nodes: readonly NetworkNode[]): NodeMemory | undefined {
  const engines = nodes.map(({ engine }) => residentMegabytes(engine.processId));
  const applications = nodes.map(({ application }) => residentMegabytes(application?.processId));
  const largest = (all: readonly (number | undefined)[]) => Math.max(...all.map((one) => one ?? Number.NaN));
  const memory = { engineMegabytes: largest(engines), applicationMegabytes: largest(applications) };
  return Number.isFinite(memory.engineMegabytes + memory.applicationMegabytes) ? memory : undefined;
}

const SNAPSHOTS = 'snapshots';

/** What a node's data takes on the disk, megabytes: engine's and application's databases, neither their logs nor snapshots. */
export function diskMegabytes(home: string): number {
  return (sizeOf(join(home, 'data')) - sizeOf(join(home, 'data', SNAPSHOTS))) / MEGABYTE;
}

/** What its snapshots take besides: so many as the node's policy keeps, however long it lives. */
export function snapshotMegabytes(home: string): number {
  return sizeOf(join(home, 'data', SNAPSHOTS)) / MEGABYTE;
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    try {
      bytes += entry.isDirectory() ? sizeOf(path) : lstatSync(path).blocks * BYTES_PER_BLOCK;
    } catch {
      // The engine's database compacts meanwhile: a file that is gone takes nothing.
    }
  }
  return bytes;
}
