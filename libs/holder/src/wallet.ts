import { refusal, secondsOf, type Clock, type RandomBytes, type Signer } from '#primitives';
import { createCredentialKey, openCredentialKey, type WrappedKey } from './credential-key.js';
import type { HolderEvent } from './holder-event.js';
import { EMPTY_STATE, foldEvent, type HolderState } from './holder-state.js';
import type { HolderStore, StoredWallet } from './holder-store.js';
import { createSlot } from './lock-slot.js';
import { EMPTY_HEAD, nextHead, openHead, sealHead, type LogHead } from './log-head.js';
import { openEvent, sealEvent } from './seal-event.js';
import type { UnlockMethod } from './unlock-method.js';
import { generateWalletKey, type WalletKey } from './wallet-key.js';
import { openLock, writeLock } from './wallet-lock.js';

export type EventBody = HolderEvent extends infer Event
  ? Event extends HolderEvent
    ? Omit<Event, 'version' | 'at'>
    : never
  : never;

/** An unlocked wallet: the fold of its events, and the only way to add one. */
export class Wallet {
  #state: HolderState;
  #head: LogHead;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  private constructor(
    private readonly store: HolderStore,
    private readonly key: WalletKey,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    { events, head }: OpenedLog,
  ) {
    this.#state = events.reduce(foldEvent, EMPTY_STATE);
    this.#head = head;
  }

  /**
   * Makes a new wallet in an empty store.
   * @param method by which the secret will be had again
   * @throws `wallet_exists`, `weak_unlock_secret`
   */
  static async create(
    store: HolderStore,
    unlockSecret: Uint8Array,
    clock: Clock,
    random: RandomBytes,
    method: UnlockMethod = { kind: 'secret' },
  ): Promise<Wallet> {
    const fresh = await generateWalletKey();
    const lock = writeLock([await createSlot(fresh, unlockSecret, method, random)]);
    // The head is there from the first moment, so that a wallet without one was tampered with.
    await store.create({ lock, head: await sealHead(EMPTY_HEAD, fresh, random), events: [] });
    const key = await openLock(lock, unlockSecret);
    return new Wallet(store, key, clock, random, { events: [], head: EMPTY_HEAD });
  }

  /**
   * @throws `no_wallet`, `wrong_unlock_secret`, `wallet_damaged`, `wallet_rolled_back`, `lock_damaged`,
   *   `lock_version_unknown`
   */
  static async unlock(
    store: HolderStore,
    unlockSecret: Uint8Array,
    clock: Clock,
    random: RandomBytes,
  ): Promise<Wallet> {
    const stored = await store.read();
    if (stored === undefined) throw refusal('no_wallet', 'There is no wallet here.');
    const key = await openLock(stored.lock, unlockSecret);
    return new Wallet(store, key, clock, random, await openLog(stored, key));
  }

  get state(): HolderState {
    return this.#state;
  }

  /** Records what happened; when it returns, all of it is durable, or none where it throws. Appends follow one another. */
  record(...bodies: EventBody[]): Promise<void> {
    const next = this.#writing.then(async () => {
      const at = secondsOf(this.clock);
      const events = bodies.map((body): HolderEvent => ({ version: 1, at, ...body }));
      const place = this.#head.count;
      const sealed = await Promise.all(
        events.map((event, index) => sealEvent(event, place + index, this.key, this.random)),
      );
      const head = sealed.reduce(nextHead, this.#head);
      // One step of the store: if we die here, events and count are all there or all not.
      await this.store.append(place, sealed, await sealHead(head, this.key, this.random));
      this.#head = head;
      this.#state = events.reduce(foldEvent, this.#state);
      for (const listener of this.#listeners) listener();
    });
    this.#writing = next.catch(() => undefined);
    return next;
  }

  /** @param listener is called after each event, once it is durable; @returns what ends that */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  createKey(): Promise<WrappedKey> {
    return createCredentialKey(this.key, this.random);
  }

  signer(key: WrappedKey): Promise<Signer> {
    return openCredentialKey(key, this.key);
  }
}

interface OpenedLog {
  events: HolderEvent[];
  head: LogHead;
}

/** Reads all events, each in its place, as many as the head says. @throws `wallet_damaged`, `wallet_rolled_back` */
export async function openLog(stored: StoredWallet, key: WalletKey): Promise<OpenedLog> {
  const events = await Promise.all(stored.events.map((bytes, place) => openEvent(bytes, place, key)));
  return { events, head: await openHead(stored.head, stored.events, key) };
}
