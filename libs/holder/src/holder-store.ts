/** Everything a wallet keeps, as one consistent picture. */
export interface StoredWallet {
  /** The wallet key, wrapped under each way to unlock. */
  lock: Uint8Array;
  /** How far the events go, sealed. */
  head: Uint8Array;
  /** Sealed events, in the order of their appending. */
  events: Uint8Array[];
}

/**
 * Where a wallet keeps what it holds. Nothing that passes here can be read without an unlock secret, but by which means it is
 * unlocked. `create`, `writeLock` and `append` return when the bytes are durable, and are whole or not at all.
 */
export interface HolderStore {
  readLock(): Promise<Uint8Array | undefined>;
  read(): Promise<StoredWallet | undefined>;
  /** @throws `wallet_exists` where there is one */
  create(wallet: StoredWallet): Promise<void>;
  writeLock(lock: Uint8Array): Promise<void>;
  /**
   * Adds events and puts the new head in the place of the old one, in one step.
   * @param place how many events are there before
   * @throws `wallet_changed_elsewhere` where there are fewer or more: another writer was here
   */
  append(place: number, sealedEvents: readonly Uint8Array[], head: Uint8Array): Promise<void>;
}
