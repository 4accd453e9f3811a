import {
  addSlot,
  createBackup,
  removeSlot,
  restoreBackup,
  unlockMethods,
  Wallet,
  type Argon2Parameters,
  type HolderStore,
  type UnlockMethod,
} from '#holder';
import { isCodedError, outage, refusal, type Clock, type RandomBytes } from '#primitives';
import { troubleOf, type GateState, type TroubleCode } from './gate-state.js';
import { comparePin, type WalletDescription } from './wallet-description.js';

/** What unlocks, and how it will be had again. */
export interface WayIn {
  secret: Uint8Array;
  method: UnlockMethod;
}

export interface GateParts {
  openStore: (onGone: () => void) => Promise<HolderStore & { erase(): Promise<void>; close(): void }>;
  /** @returns the window's lock; `onLost`: another window took over */
  oneWindow: (onLost: () => void) => { acquire(): Promise<boolean>; takeOver(): Promise<void> };
  describe: () => Promise<WalletDescription>;
  clock: Clock;
  random: RandomBytes;
}

type Store = Awaited<ReturnType<GateParts['openStore']>>;

/** Stands before every screen: one window, storage, setup, lock, trust. It knows no screen. */
export class WalletGate {
  #state: GateState = { at: 'starting' };
  #store: Store | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #window;

  constructor(private readonly parts: GateParts) {
    this.#window = parts.oneWindow(() => this.#leave());
  }

  get state(): GateState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    if (await this.#window.acquire()) await this.#enter();
    else this.#become({ at: 'elsewhere' });
  }

  async takeOver(): Promise<void> {
    await this.#window.takeOver();
    await this.#enter();
  }

  /** After trouble: looks at everything anew. */
  async retry(): Promise<void> {
    this.#store?.close();
    this.#store = undefined;
    await this.#enter();
  }

  /** Makes a new wallet and opens it. @throws `description_unavailable` (outage) before anything is made, `wallet_exists` */
  async setUp({ secret, method }: WayIn): Promise<void> {
    const { clock, random } = this.parts;
    const description = await this.parts.describe();
    const store = this.#opened();
    const wallet = await Wallet.create(store, secret, clock, random, method);
    await this.#admit(store, wallet, description);
  }

  /** Puts a backup into the empty storage and opens it. @throws the codes of `restoreBackup` */
  async restore(file: Uint8Array, backupSecret: Uint8Array, way: WayIn): Promise<void> {
    await restoreBackup(this.#opened(), file, backupSecret, way, this.parts.random);
    await this.unlock(way.secret);
  }

  /**
   * @throws `wrong_unlock_secret`, and outages; what is wrong with the stored wallet becomes the state
   */
  async unlock(secret: Uint8Array): Promise<void> {
    const { clock, random } = this.parts;
    await this.#orTrouble(async () => {
      const store = this.#opened();
      const wallet = await Wallet.unlock(store, secret, clock, random);
      const description = await this.parts.describe().catch(unavailable);
      await this.#admit(store, wallet, description);
    });
  }

  /** Forgets the open wallet's key; what is on the screen goes with it. */
  async lock(): Promise<void> {
    if (this.#state.at !== 'open') return;
    this.#become({ at: 'starting' });
    await this.#look();
  }

  async addWay(present: Uint8Array, way: WayIn): Promise<void> {
    await this.#changeLock((lock) => addSlot(lock, present, way, this.parts.random));
  }

  async removeWay(id: string): Promise<void> {
    await this.#changeLock(async (lock) => removeSlot(lock, id));
  }

  async ways(): Promise<readonly { id: string; method: UnlockMethod }[]> {
    const lock = await this.#opened().readLock();
    if (lock === undefined) throw refusal('storage_wiped', 'The browser has deleted the wallet’s storage.');
    return unlockMethods(lock);
  }

  backUp(present: Uint8Array, own: { secret: Uint8Array; argon2: Argon2Parameters }): Promise<Uint8Array> {
    return createBackup(this.#opened(), present, own, this.parts.random);
  }

  /** Removes the wallet from this device, for good. */
  async erase(): Promise<void> {
    await this.#opened().erase();
    this.#become({ at: 'starting' });
    await this.#look();
  }

  /** Looks whether the storage is still there, for whoever comes back to the window. */
  async checkStorage(): Promise<void> {
    if (this.#state.at !== 'open' && this.#state.at !== 'locked') return;
    await this.#orTrouble(async () => {
      if ((await this.#opened().readLock()) === undefined) throw refusal('storage_wiped', 'The storage is empty.');
    });
  }

  async #enter(): Promise<void> {
    this.#become({ at: 'starting' });
    await this.#orTrouble(async () => {
      this.#store ??= await this.parts.openStore(() => this.#gone());
      await this.#look();
    });
  }

  async #look(): Promise<void> {
    await this.#orTrouble(async () => {
      const lock = await this.#opened().readLock();
      this.#become(lock === undefined ? { at: 'empty' } : { at: 'locked', methods: unlockMethods(lock) });
    });
  }

  /** Pins whom to believe on first use; refuses another cooperative later. @param description `undefined` while offline */
  async #admit(store: Store, wallet: Wallet, description: WalletDescription | undefined): Promise<void> {
    // Another window took over meanwhile.
    if (store !== this.#store) return;
    const pinned = wallet.state.trust;
    const outcome = pinned && description ? comparePin(pinned, description) : 'same';
    if (outcome === 'another_cooperative') return this.#become({ at: 'trouble', code: 'another_cooperative' });
    if (description !== undefined && (pinned === undefined || outcome === 'renewed')) {
      const { trustFile, cooperativeUrl } = description;
      await wallet.record({ kind: 'trust_pinned', trustFile, cooperativeUrl });
    }
    const { trust } = wallet.state;
    if (trust === undefined) throw outage('description_unavailable', 'The wallet’s own server cannot be reached.');
    this.#become({ at: 'open', wallet, cooperativeUrl: trust.cooperativeUrl });
  }

  async #changeLock(change: (lock: Uint8Array) => Promise<Uint8Array>): Promise<void> {
    const store = this.#opened();
    const lock = await store.readLock();
    if (lock === undefined) throw refusal('storage_wiped', 'The browser has deleted the wallet’s storage.');
    await store.writeLock(await change(lock));
  }

  async #orTrouble(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = isCodedError(error) ? troubleOf(error.code) : undefined;
      if (code === undefined) throw error;
      this.#become({ at: 'trouble', code });
    }
  }

  /** Another window works on: nothing of the wallet stays here. */
  #leave(): void {
    this.#store?.close();
    this.#store = undefined;
    this.#become({ at: 'elsewhere' });
  }

  #gone(): void {
    this.#store = undefined;
    this.trouble('storage_wiped');
  }

  /** Shows what is wrong instead of every screen. */
  trouble(code: TroubleCode): void {
    this.#become({ at: 'trouble', code });
  }

  #opened(): Store {
    if (this.#store === undefined) throw refusal('storage_wiped', 'The browser has closed the wallet’s storage.');
    return this.#store;
  }

  #become(state: GateState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Offline, or the server is away: what was pinned holds. */
function unavailable(error: unknown): undefined {
  if (isCodedError(error) && error.fault === 'outage') return undefined;
  throw error;
}
