import { refusal, secondsOf, type Clock, type RandomBytes, type Signer } from '#primitives';
import { createCredentialKey, openCredentialKey, type WrappedKey } from './credential-key.js';
import type { HolderEvent } from './holder-event.js';
import { EMPTY_STATE, foldEvent, type HolderState } from './holder-state.js';
import type { HolderStore } from './holder-store.js';
import { openEvent, sealEvent } from './seal-event.js';
import { createLock, openLock, type WalletKey } from './wallet-key.js';

type EventBody = HolderEvent extends infer Event
  ? Event extends HolderEvent
    ? Omit<Event, 'version' | 'at'>
    : never
  : never;

/** An unlocked wallet: the fold of its events, and the only way to add one. */
export class Wallet {
  #state: HolderState;
  #length: number;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  private constructor(
    private readonly store: HolderStore,
    private readonly key: WalletKey,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    events: readonly HolderEvent[],
  ) {
    this.#state = events.reduce(foldEvent, EMPTY_STATE);
    this.#length = events.length;
  }

  /** Makes a new wallet in an empty store. @throws `wallet_exists`, `weak_unlock_secret` */
  static async create(
    store: HolderStore,
    unlockSecret: Uint8Array,
    clock: Clock,
    random: RandomBytes,
  ): Promise<Wallet> {
    if ((await store.readLock()) !== undefined) throw refusal('wallet_exists', 'There is a wallet here already.');
    const { lock, walletKey } = await createLock(unlockSecret, random);
    await store.writeLock(lock);
    return new Wallet(store, walletKey, clock, random, []);
  }

  /** @throws `no_wallet`, `wrong_unlock_secret`, `wallet_damaged` */
  static async unlock(
    store: HolderStore,
    unlockSecret: Uint8Array,
    clock: Clock,
    random: RandomBytes,
  ): Promise<Wallet> {
    const lock = await store.readLock();
    if (lock === undefined) throw refusal('no_wallet', 'There is no wallet here.');
    const key = await openLock(lock, unlockSecret);
    const sealed = await store.read();
    const events = await Promise.all(sealed.map((bytes, place) => openEvent(bytes, place, key)));
    return new Wallet(store, key, clock, random, events);
  }

  get state(): HolderState {
    return this.#state;
  }

  /** Records what happened; when it returns, the event is durable. Appends follow one another. */
  record(body: EventBody): Promise<void> {
    const next = this.#writing.then(async () => {
      const event = { version: 1, at: secondsOf(this.clock), ...body } as HolderEvent;
      await this.store.append([await sealEvent(event, this.#length, this.key, this.random)]);
      this.#length += 1;
      this.#state = foldEvent(this.#state, event);
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
