import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformRandom } from '#primitives';
import { createNetwork } from '../../src/network/create-network.js';
import { foundDevelopmentLedger } from '../../src/network/found-development-ledger.js';

export const FOUNDED_AT = 1_780_000_000;

/** A folder for one test, with a path short enough for sockets. */
export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'incola-net-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A network of fictive founders, made and not started. */
export function makeFictiveNetwork(parent: string, validatorsPerCollege: number) {
  const folder = join(parent, 'network');
  const { founding } = foundDevelopmentLedger(FOUNDED_AT, platformRandom);
  const genesis = createNetwork({ folder, founding, validatorsPerCollege, random: platformRandom });
  return { folder, founding, genesis };
}
