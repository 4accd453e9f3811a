import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '#primitives';

/** The command's package, which `tool` of go.mod names. */
export const ENGINE_PACKAGE = 'github.com/cometbft/cometbft/cmd/cometbft';

/** The small Go module that pins the engine. */
export interface EngineModule {
  folder: string;
  /** `0.39.4`: what `cometbft version` prints. */
  version: string;
  /** The oldest Go that builds it: `1.25.0`. */
  oldestGo: string;
  /** SHA-256 of go.sum, which fixes every module's contents; hexadecimal. */
  sumsDigest: string;
}

/**
 * Reads version and sums where they are pinned, so that nothing else has to repeat them.
 * @param folder `anchoring/consensus/engine`
 * @throws `engine_module_unreadable`
 */
export function readEngineModule(folder: string): EngineModule {
  try {
    const text = readFileSync(join(folder, 'go.mod'), 'utf8');
    const version = /^\s*(?:require )?github\.com\/cometbft\/cometbft v(\d+\.\d+\.\d+)\b/m.exec(text)?.[1];
    const oldestGo = /^go (\d+\.\d+(?:\.\d+)?)$/m.exec(text)?.[1];
    if (version === undefined || oldestGo === undefined) throw new Error('go.mod names no version');
    const sums = readFileSync(join(folder, 'go.sum'));
    return { folder, version, oldestGo, sumsDigest: createHash('sha256').update(sums).digest('hex') };
  } catch (cause) {
    throw refusal('engine_module_unreadable', `The engine's Go module in ${folder} can't be read.`, { cause });
  }
}
