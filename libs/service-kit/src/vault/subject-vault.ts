import type { KeyObject } from 'node:crypto';
import { CodedError, decodeBase64url, encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import { decrypt, encrypt, type Binding } from './authenticated-encryption.js';
import type { EpochKeys } from './epoch-keys.js';
import { SubjectKeys } from './subject-keys.js';

const CACHED_KEYS = 10_000;
const CACHED_MILLISECONDS = 30_000;
const DAY = 24 * 60 * 60 * 1000;
/** The published erasure delay for backups (design §6). */
export const ERASURE_DELAY_MILLISECONDS = 7 * DAY;

export interface ToSeal {
  /** Random identifier, chosen by the caller, of the person whose key encrypts. */
  subjectId: string;
  plaintext: Uint8Array;
  /** Where the value is kept (`subject-record`); it opens nowhere else. */
  place: string;
}

export interface ToOpen {
  subjectId: string;
  sealed: string;
  place: string;
}

/**
 * Encrypts what concerns a person under a key of that person alone (design §6). Destroying the key erases the person from the
 * data and, at once, from every copy of the data; from copies of the key store when the epochs that wrapped the key are gone.
 * Never call it inside a transaction of the data: it uses the key store's database.
 */
export class SubjectVault {
  readonly #keys: SubjectKeys;
  readonly #cache = new Map<string, { key: KeyObject; until: number }>();
  #erasures = 0;

  constructor(
    keyStore: Database,
    private readonly epochs: EpochKeys,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {
    this.#keys = new SubjectKeys(keyStore, epochs, clock, random);
  }

  /**
   * Seals for one subject, whose key is made at the first time.
   * @returns base64url
   * @throws `subject_erased` (refusal)
   */
  async seal(tenantId: string, subjectId: string, plaintext: Uint8Array, place: string): Promise<string> {
    const [sealed] = await this.sealMany(tenantId, [{ subjectId, plaintext, place }]);
    return sealed as string;
  }

  /** @throws `subject_erased` (refusal); `sealed_value_unreadable`, `subject_key_missing` (bugs) */
  async open(tenantId: string, subjectId: string, sealed: string, place: string): Promise<Uint8Array> {
    const [opened] = await this.openMany(tenantId, [{ subjectId, sealed, place }]);
    if (opened === null || opened === undefined) throw erased();
    return opened;
  }

  /** As {@link seal}, with one visit to the key store for all. */
  async sealMany(tenantId: string, items: readonly ToSeal[]): Promise<string[]> {
    const keys = await this.#keysOf(tenantId, items, (missing) => this.#keys.loadOrCreate(tenantId, missing));
    return items.map(({ subjectId, plaintext, place }) => {
      const key = keys.get(subjectId);
      if (key === undefined || key === 'erased') throw erased();
      return encodeBase64url(encrypt(key, plaintext, bindingOf(tenantId, subjectId, place), this.random));
    });
  }

  /** As {@link open}, with one visit to the key store for all; null where the subject was erased. */
  async openMany(tenantId: string, items: readonly ToOpen[]): Promise<(Uint8Array | null)[]> {
    const keys = await this.#keysOf(tenantId, items, (missing) => this.#keys.load(tenantId, missing));
    return items.map(({ subjectId, sealed, place }) => {
      const key = keys.get(subjectId);
      if (key === 'erased') return null;
      if (key === undefined) {
        throw new CodedError('subject_key_missing', 'The key store holds no key of this subject.', 'bug');
      }
      return decrypt(key, decodeBase64url(sealed), bindingOf(tenantId, subjectId, place));
    });
  }

  /**
   * Destroys a subject's key: what was sealed for it is unreadable when this returns, here; in other instances of the service
   * within the 30 seconds for which they keep unwrapped keys. The same call again changes nothing.
   */
  async destroySubject(tenantId: string, subjectId: string): Promise<void> {
    await this.destroySubjects(tenantId, [subjectId]);
  }

  async destroySubjects(tenantId: string, subjectIds: readonly string[]): Promise<void> {
    await this.#keys.destroy(tenantId, subjectIds);
    this.#erasures++;
    for (const subjectId of subjectIds) this.#cache.delete(cacheKeyOf(tenantId, subjectId));
  }

  /**
   * Begins an epoch, wraps the surviving keys anew under it, and destroys the epochs that will be older than the erasure delay
   * before the next night is over. May be interrupted: the next call does what is left. Run it every night.
   * @returns the numbers of the destroyed epochs
   */
  async rotateEpoch(erasureDelayMilliseconds = ERASURE_DELAY_MILLISECONDS): Promise<number[]> {
    const before = await this.epochs.current();
    const epoch = await this.epochs.begin(before.number + 1);
    while ((await this.#keys.rewrapOlder(epoch)) > 0);
    const destroyed: number[] = [];
    for (const number of await this.epochs.list()) {
      if (number >= epoch.number || (await this.#keys.isEpochInUse(number))) continue;
      const { beganAt } = await this.epochs.open(number);
      // A day early: the next night's timer is always a little late, and what is published is the longest delay.
      if (beganAt + erasureDelayMilliseconds - DAY > this.clock()) continue;
      await this.epochs.destroy(number);
      destroyed.push(number);
    }
    return destroyed;
  }

  /** Rotates where the current epoch is a day old: for a timer that several instances run. */
  async rotateEpochIfDue(): Promise<number[]> {
    const { beganAt } = await this.epochs.current();
    return beganAt + DAY > this.clock() ? [] : this.rotateEpoch();
  }

  async #keysOf(
    tenantId: string,
    items: readonly { subjectId: string }[],
    load: (missing: string[]) => Promise<Map<string, KeyObject | 'erased'>>,
  ): Promise<Map<string, KeyObject | 'erased'>> {
    const now = this.clock();
    const keys = new Map<string, KeyObject | 'erased'>();
    const missing = new Set<string>();
    for (const { subjectId } of items) {
      const cached = this.#cache.get(cacheKeyOf(tenantId, subjectId));
      if (cached !== undefined && cached.until > now) keys.set(subjectId, cached.key);
      else missing.add(subjectId);
    }
    if (missing.size === 0) return keys;
    const erasuresBefore = this.#erasures;
    const loaded = await load([...missing]);
    // A key that was read before an erasure must not enter the cache behind it.
    const cacheable = this.#erasures === erasuresBefore;
    for (const [subjectId, key] of loaded) {
      keys.set(subjectId, key);
      if (key !== 'erased' && cacheable)
        this.#remember(cacheKeyOf(tenantId, subjectId), key, now + CACHED_MILLISECONDS);
    }
    return keys;
  }

  #remember(cacheKey: string, key: KeyObject, until: number): void {
    this.#cache.delete(cacheKey);
    this.#cache.set(cacheKey, { key, until });
    // A Map iterates in insertion order: its first entry is the oldest.
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= CACHED_KEYS) break;
      this.#cache.delete(oldest);
    }
  }
}

function cacheKeyOf(tenantId: string, subjectId: string): string {
  return `${tenantId}\0${subjectId}`;
}

function bindingOf(tenantId: string, subjectId: string, place: string): Binding {
  return { domain: 'incola:sealed:1', context: [tenantId, subjectId, place] };
}

function erased(): CodedError {
  return refusal('subject_erased', 'The person was erased.');
}
