import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, refusal } from '#primitives';

export const MANIFEST = 'backup.json';

/** What a backup says of itself. */
export type BackupManifest = z.infer<typeof manifestShape>;

const MAX_FILES = 10_000;
const PART_BYTES = 1024 * 1024;
const LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 5 };

/** Relative, and below the backup's folder. */
const pathShape = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/);

const manifestShape = z.strictObject({
  format: z.literal('incola-ledger-backup'),
  version: z.literal(1),
  /** Seconds since the epoch. */
  madeAt: z.int().min(0),
  chainId: z.string().max(50),
  /** Whether the engine's blocks are in it: only a node that stood still can give them. */
  isWhole: z.boolean(),
  files: z
    .array(z.strictObject({ path: pathShape, sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(MAX_FILES),
});

/** What a signer remembers. In no backup, ever: restored, it would let a validator sign the same height twice. */
export function isSignerState(path: string): boolean {
  return /(?:^|\/)(?:priv_validator_state|signer_state)\.json/.test(path);
}

export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    // In parts: a database may be larger than what Node.js reads at once.
    const part = Buffer.alloc(PART_BYTES);
    for (let length; (length = readSync(file, part, 0, part.length, null)) > 0;) hash.update(part.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/**
 * Reads a backup's manifest and checks every file against it.
 * @throws `backup_unreadable`, `backup_damaged`, `backup_holds_signer_state`
 */
export function readBackup(folder: string): BackupManifest {
  const manifest = parse(join(folder, MANIFEST));
  for (const { path, sha256 } of manifest.files) {
    if (isSignerState(path)) {
      throw refusal('backup_holds_signer_state', `${path} is a signer's state: no backup of ours holds one.`);
    }
    if (digestOrNothing(join(folder, path)) !== sha256) {
      throw refusal('backup_damaged', `${path} in the backup is not what it was.`);
    }
  }
  return manifest;
}

function digestOrNothing(path: string): string | undefined {
  try {
    return sha256OfFile(path);
  } catch {
    return undefined;
  }
}

function parse(path: string): BackupManifest {
  try {
    return manifestShape.parse(parseJson(readFileSync(path, 'utf8'), LIMITS));
  } catch (cause) {
    throw refusal('backup_unreadable', `${path} describes no backup.`, { cause });
  }
}
