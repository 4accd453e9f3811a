import { createSecretKey, type KeyObject } from 'node:crypto';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { decodeBase64url, encodeBase64url, type Clock, type RandomBytes } from '#primitives';
import { findRows, insertNewRows, type Database, type ReadingManager } from '#service-kit/database';
import { decrypt, encrypt, type Binding } from './authenticated-encryption.js';
import type { Epoch, EpochKeys } from './epoch-keys.js';
import { SubjectKey } from './subject-key.entity.js';

/** Rows in one statement: below SQLite's limit on bound values. */
const CHUNK = 200;
const REWRAP_BATCH = 500;

/** The key store: rows of wrapped subject keys in a database of its own, apart from the data that they encrypt. */
export class SubjectKeys {
  constructor(
    private readonly database: Database,
    private readonly epochs: EpochKeys,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /** Unwrapped keys by subject; `erased` where the key was destroyed, absent where there never was one. */
  async load(tenantId: string, subjectIds: readonly string[]): Promise<Map<string, KeyObject | 'erased'>> {
    return this.#unwrap(await this.database.read((manager) => selectRows(manager, tenantId, subjectIds)));
  }

  /** As {@link load}, after making the missing ones. Durable on return. */
  async loadOrCreate(tenantId: string, subjectIds: readonly string[]): Promise<Map<string, KeyObject | 'erased'>> {
    const epoch = await this.epochs.current();
    const createdAt = this.clock();
    const rows = await this.database.tx(async (manager) => {
      const present = await selectRows(manager, tenantId, subjectIds);
      const known = new Set(present.map((row) => row.subjectId));
      const missing = subjectIds.filter((subjectId) => !known.has(subjectId));
      const made: SubjectKey[] = [];
      for (const part of chunksOf(missing)) {
        const rows = part.map((subjectId) => {
          const wrappedKey = this.#wrap(epoch, tenantId, subjectId, this.random(32));
          return { tenantId, subjectId, wrappedKey, epoch: epoch.number, createdAt };
        });
        // Another instance may make, or destroy, the same subject's key at the same time: its row stays.
        const inserted = await insertNewRows(manager, SubjectKey, rows);
        made.push(...(inserted === rows.length ? rows : await selectRows(manager, tenantId, part)));
      }
      return [...present, ...made];
    });
    return this.#unwrap(rows);
  }

  /** Destroys the keys, and marks them so where there was none. Not undone by a concurrent creation. */
  async destroy(tenantId: string, subjectIds: readonly string[]): Promise<void> {
    const createdAt = this.clock();
    await this.database.tx(async (manager) => {
      for (const part of chunksOf(subjectIds)) {
        const mark = { wrappedKey: null, epoch: 0 };
        const marks = part.map((subjectId) => ({ tenantId, subjectId, createdAt, ...mark }));
        await insertNewRows(manager, SubjectKey, marks);
        await manager.update(SubjectKey, { tenantId, subjectId: In(part) }, mark);
      }
    });
    await this.database.truncateCheckpoint();
  }

  /**
   * Wraps up to 500 keys of older epochs anew. A key that changed or was destroyed meanwhile is left alone.
   * @returns how many older ones there were
   */
  async rewrapOlder(epoch: Epoch): Promise<number> {
    const rows = await this.database.tx((manager) =>
      manager.find(SubjectKey, {
        where: { epoch: LessThan(epoch.number), wrappedKey: Not(IsNull()) },
        take: REWRAP_BATCH,
      }),
    );
    const rewrapped = await Promise.all(
      rows.map(async (row) => {
        const bytes = await this.#unwrapBytes(row);
        return { row, wrappedKey: this.#wrap(epoch, row.tenantId, row.subjectId, bytes) };
      }),
    );
    await this.database.tx(async (manager) => {
      for (const { row, wrappedKey } of rewrapped) {
        const { tenantId, subjectId, epoch: olderEpoch } = row;
        const change = { wrappedKey, epoch: epoch.number };
        await manager.update(SubjectKey, { tenantId, subjectId, epoch: olderEpoch }, change);
      }
    });
    return rows.length;
  }

  /** Whether any key is still wrapped under the epoch. */
  async isEpochInUse(number: number): Promise<boolean> {
    return this.database.tx((manager) => manager.existsBy(SubjectKey, { epoch: number, wrappedKey: Not(IsNull()) }));
  }

  async #unwrap(rows: readonly SubjectKey[]): Promise<Map<string, KeyObject | 'erased'>> {
    const keys = new Map<string, KeyObject | 'erased'>();
    for (const row of rows) {
      const key = row.wrappedKey === null ? 'erased' : createSecretKey(await this.#unwrapBytes(row));
      keys.set(row.subjectId, key);
    }
    return keys;
  }

  async #unwrapBytes(row: SubjectKey): Promise<Uint8Array> {
    const { key } = await this.epochs.open(row.epoch);
    return decrypt(key, decodeBase64url(row.wrappedKey ?? ''), bindingOf(row.tenantId, row.subjectId));
  }

  #wrap(epoch: Epoch, tenantId: string, subjectId: string, bytes: Uint8Array): string {
    return encodeBase64url(encrypt(epoch.key, bytes, bindingOf(tenantId, subjectId), this.random));
  }
}

function bindingOf(tenantId: string, subjectId: string): Binding {
  return { domain: 'incola:subject-key:1', context: [tenantId, subjectId] };
}

async function selectRows(
  manager: ReadingManager,
  tenantId: string,
  subjectIds: readonly string[],
): Promise<SubjectKey[]> {
  const rows: SubjectKey[] = [];
  for (const part of chunksOf(subjectIds)) {
    const [only] = part;
    const found =
      only !== undefined && part.length === 1
        ? findRows(manager, SubjectKey, { tenantId, subjectId: only })
        : manager.findBy(SubjectKey, { tenantId, subjectId: In(part) });
    rows.push(...(await found));
  }
  return rows;
}

function chunksOf(subjectIds: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < subjectIds.length; start += CHUNK) parts.push(subjectIds.slice(start, start + CHUNK));
  return parts;
}
