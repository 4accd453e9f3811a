import { hkdfSync, createSecretKey, type KeyObject } from 'node:crypto';
import { decodeBase64url, encodeBase64url, encodeUtf8, outage, refusal, type RandomBytes } from '#primitives';
import { readSecretFile, writeSecretFile } from './secret-file.js';

const KEY_LENGTH = 32;

/** The key from which a service derives one key a purpose; it encrypts nothing itself. */
export class MasterKey {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    if (bytes.length !== KEY_LENGTH) throw outage('malformed_master_key', 'A master key has 32 bytes.');
    this.#bytes = bytes;
  }

  /** HKDF-SHA-256 (RFC 5869) with `incola:<purpose>:1` as its info, so that no two purposes share a key. */
  deriveKey(purpose: string): KeyObject {
    const derived = hkdfSync('sha256', this.#bytes, new Uint8Array(0), encodeUtf8(`incola:${purpose}:1`), KEY_LENGTH);
    return createSecretKey(Buffer.from(derived));
  }
}

/**
 * Makes a master key file: 32 random bytes as base64url, mode 0600.
 * @throws `master_key_exists` where the file is there already: a master key is never replaced in place
 */
export async function createMasterKey(file: string, random: RandomBytes): Promise<MasterKey> {
  const bytes = random(KEY_LENGTH);
  if (!(await writeSecretFile(file, encodeBase64url(bytes), random))) {
    throw refusal('master_key_exists', 'There is a master key file already.', { privateDetail: file });
  }
  return new MasterKey(bytes);
}

/** @throws `master_key_missing`, `malformed_master_key`, `key_file_exposed` (outages) */
export async function openMasterKey(file: string): Promise<MasterKey> {
  const text = await readSecretFile(file);
  if (text === undefined) {
    throw outage('master_key_missing', 'The master key file is missing.', { privateDetail: file });
  }
  return new MasterKey(decodeKey(text.trim()));
}

/** Opens the master key file, and makes it first where it is missing: for a service's first start only. */
export async function ensureMasterKey(file: string, random: RandomBytes): Promise<MasterKey> {
  await writeSecretFile(file, encodeBase64url(random(KEY_LENGTH)), random);
  return openMasterKey(file);
}

function decodeKey(text: string): Uint8Array {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    throw outage('malformed_master_key', 'The master key file does not hold base64url.', { cause });
  }
}
