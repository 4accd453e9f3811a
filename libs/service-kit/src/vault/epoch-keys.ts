import { createSecretKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assertOurs,
  decodeBase64url,
  encodeBase64url,
  outage,
  parseJsonObject,
  type Clock,
  type RandomBytes,
} from '#primitives';
import { decrypt, encrypt, type Binding } from './authenticated-encryption.js';
import type { MasterKey } from './master-key.js';
import { destroySecretFile, readSecretFile, writeSecretFile } from './secret-file.js';

export interface Epoch {
  number: number;
  /** Milliseconds since the Unix epoch. */
  beganAt: number;
  key: KeyObject;
}

/**
 * The keys under which subject keys are wrapped, one file each in a folder of their own, wrapped under the master key.
 * They lie in files and not in the key store's database because a backup of that database must become useless by itself:
 * once an epoch's file is destroyed, neither master key nor old copies of data and key store open what it wrapped.
 * The folder is shared by all instances of a service and its own backups are kept for no longer than the erasure delay.
 */
export class EpochKeys {
  readonly #opened = new Map<number, Epoch>();
  #newest: Epoch | undefined;
  readonly #wrappingKey: KeyObject;

  constructor(
    private readonly folder: string,
    masterKey: MasterKey,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {
    this.#wrappingKey = masterKey.deriveKey('key-epoch');
  }

  /** The newest epoch; the first one is made where there is none. */
  async current(): Promise<Epoch> {
    const known = this.#newest;
    // Numbers follow one another: where the next one's file is missing, this one is still the newest. Each seal asks.
    if (known !== undefined && existsSync(this.#fileOf(known.number)) && !existsSync(this.#fileOf(known.number + 1))) {
      return known;
    }
    this.#newest = await this.#readCurrent();
    return this.#newest;
  }

  async #readCurrent(): Promise<Epoch> {
    const newest = (await this.list()).at(-1);
    return newest === undefined ? this.begin(1) : this.open(newest);
  }

  /** Begins an epoch, or opens it where another instance began it first. */
  async begin(number: number): Promise<Epoch> {
    const beganAt = this.clock();
    const wrapped = encrypt(this.#wrappingKey, this.random(32), bindingOf(number, beganAt), this.random);
    const content = JSON.stringify({ version: 1, beganAt, wrapped: encodeBase64url(wrapped) });
    await writeSecretFile(this.#fileOf(number), content, this.random);
    return this.open(number);
  }

  /** @throws `epoch_destroyed` (outage) where its file is gone */
  async open(number: number): Promise<Epoch> {
    const opened = this.#opened.get(number);
    if (opened !== undefined) return opened;
    const text = await readSecretFile(this.#fileOf(number));
    if (text === undefined) throw outage('epoch_destroyed', 'The key epoch of a stored value is destroyed.');
    const { beganAt, wrapped } = parseJsonObject(text);
    assertOurs(typeof beganAt === 'number' && typeof wrapped === 'string', 'an epoch file is of version 1');
    const bytes = decrypt(this.#wrappingKey, decodeBase64url(wrapped), bindingOf(number, beganAt));
    const epoch = { number, beganAt, key: createSecretKey(bytes) };
    this.#opened.set(number, epoch);
    return epoch;
  }

  /** Numbers of the epochs that exist, oldest first. What another instance destroyed is forgotten here too. */
  async list(): Promise<number[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const numbers = names
      .map((name) => /^epoch-(\d{8})\.key$/.exec(name)?.[1])
      .filter((digits) => digits !== undefined)
      .map(Number)
      .sort((left, right) => left - right);
    for (const number of this.#opened.keys()) if (!numbers.includes(number)) this.#opened.delete(number);
    return numbers;
  }

  /** Destroys an epoch for good: whatever is still wrapped under it can't be opened by anyone. */
  async destroy(number: number): Promise<void> {
    this.#opened.delete(number);
    await destroySecretFile(this.#fileOf(number));
  }

  #fileOf(number: number): string {
    return join(this.folder, `epoch-${String(number).padStart(8, '0')}.key`);
  }
}

function bindingOf(number: number, beganAt: number): Binding {
  return { domain: 'incola:key-epoch:1', context: [String(number), String(beganAt)] };
}
