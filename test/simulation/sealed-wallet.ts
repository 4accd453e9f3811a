import { Wallet, type HolderStore, type StoredWallet } from '#holder';
import type { Clock, RandomBytes } from '#primitives';
import { SqliteHolderStore } from '../../libs/holder/test/sqlite-holder-store.js';

/** A wallet at rest, and what opens it. */
export interface KeptWallet {
  stored: StoredWallet;
  unlockSecret: Uint8Array;
}

interface SealedWalletParts {
  clock: Clock;
  random: RandomBytes;
  /** Told where it died. */
  died: (detail: string) => void;
}

/** A wallet that can die before or after anything it writes, and is unlocked again on what was written. */
export class SealedWallet {
  readonly #store = new SqliteHolderStore();
  #wallet: Wallet | undefined;
  #plan: { side: 'before' | 'after'; appends: number } | undefined;
  #isDead = false;

  private constructor(
    private readonly unlockSecret: Uint8Array,
    private readonly parts: SealedWalletParts,
  ) {}

  static async create(parts: SealedWalletParts): Promise<SealedWallet> {
    const sealed = new SealedWallet(parts.random(32), parts);
    sealed.#wallet = await Wallet.create(sealed.#watched, sealed.unlockSecret, parts.clock, parts.random);
    return sealed;
  }

  static async open({ stored, unlockSecret }: KeptWallet, parts: SealedWalletParts): Promise<SealedWallet> {
    const sealed = new SealedWallet(unlockSecret, parts);
    await sealed.#store.create(stored);
    await sealed.unlock();
    return sealed;
  }

  get wallet(): Wallet {
    if (this.#wallet === undefined) throw new Error('the wallet is not unlocked');
    return this.#wallet;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Dies at this write, counted from now. */
  armCrash(side: 'before' | 'after', appends: number): void {
    this.#plan = { side, appends };
  }

  disarm(): void {
    this.#plan = undefined;
  }

  /** Opened again, it knows what it wrote and nothing else. */
  async unlock(): Promise<void> {
    this.#isDead = false;
    this.#plan = undefined;
    const { clock, random } = this.parts;
    this.#wallet = await Wallet.unlock(this.#watched, this.unlockSecret, clock, random);
  }

  async kept(): Promise<KeptWallet> {
    const stored = await this.#store.read();
    if (stored === undefined) throw new Error('there is no wallet here');
    return { stored, unlockSecret: this.unlockSecret };
  }

  readonly #watched: HolderStore = {
    readLock: () => this.#store.readLock(),
    read: () => this.#store.read(),
    create: (wallet) => this.#store.create(wallet),
    writeLock: (lock) => this.#store.writeLock(lock),
    append: async (place, events, head) => {
      if (this.#isDead) throw new Error('the wallet is gone');
      const dies = this.#plan !== undefined && this.#plan.appends-- === 0 ? this.#plan.side : undefined;
      if (dies !== 'before') await this.#store.append(place, events, head);
      if (dies === undefined) return;
      this.#isDead = true;
      this.parts.died(`${dies} a write`);
      throw new Error('the wallet is gone');
    },
  };
}
