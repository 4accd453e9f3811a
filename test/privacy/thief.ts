import { createDecipheriv, hkdfSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#primitives';
import { readRows } from '../faults/read-tables.js';

/** What somebody has carried away: each may be of another day. */
export interface Loot {
  masterKeyFile: string;
  /** A copy of the data. */
  dataFile: string;
  /** A copy of the key store's database. */
  keyStoreFile: string;
  /** The folder of key epochs, or a copy. */
  epochsFolder: string;
}

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/**
 * Opens whatever can be opened, by our published construction and without our code: master key, then epochs, then the key of each
 * subject, then what was sealed under it.
 * @returns the customer numbers that come out
 */
export function openLoot(loot: Loot): string[] {
  const masterKey = Buffer.from(readFileSync(loot.masterKeyFile, 'utf8').trim(), 'base64url');
  const epochs = openEpochs(masterKey, loot.epochsFolder);
  const keys = new Map<string, Buffer>();
  const rows = readRows<{ tenantId: string; subjectId: string; wrappedKey: string | null; epoch: number }>(
    loot.keyStoreFile,
    'SELECT * FROM "kit_subject_key"',
  );
  for (const { tenantId, subjectId, wrappedKey, epoch } of rows) {
    const wrapping = epochs.get(epoch);
    if (wrappedKey === null || wrapping === undefined) continue;
    const key = decrypt(wrapping, wrappedKey, 'incola:subject-key:1', [tenantId, subjectId]);
    if (key !== undefined) keys.set(`${tenantId} ${subjectId}`, key);
  }
  const records = readRows<{ tenantId: string; id: string; sealed: string }>(
    loot.dataFile,
    'SELECT "tenantId", "id", "sealed" FROM "issuer_subject_record"',
  );
  const opened: string[] = [];
  for (const { tenantId, id, sealed } of records) {
    // Every key is tried on every record, in case one was taken for another.
    for (const key of keys.values()) {
      const text = decrypt(key, sealed, 'incola:sealed:1', [tenantId, id, 'subject-record'])?.toString('utf8');
      if (text !== undefined) opened.push((JSON.parse(text) as { customerNumber: string }).customerNumber);
    }
  }
  return opened.sort();
}

function openEpochs(masterKey: Buffer, folder: string): Map<number, Buffer> {
  const wrapping = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'incola:key-epoch:1', 32));
  const epochs = new Map<number, Buffer>();
  for (const name of readdirSync(folder)) {
    const number = Number(/^epoch-(\d+)\.key$/.exec(name)?.[1]);
    if (Number.isNaN(number)) continue;
    const { beganAt, wrapped } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      beganAt: number;
      wrapped: string;
    };
    const key = decrypt(wrapping, wrapped, 'incola:key-epoch:1', [String(number), String(beganAt)]);
    if (key !== undefined) epochs.set(number, key);
  }
  return epochs;
}

function decrypt(key: Buffer, sealed: string, domain: string, context: string[]): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAAD(Buffer.from(`${domain}\0${canonicalJson(context)}`));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH));
  try {
    const body = bytes.subarray(NONCE_LENGTH, bytes.length - TAG_LENGTH);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return undefined;
  }
}
