/**
 * Where a wallet keeps what it holds: sealed events in order, and the lock that its key is wrapped in. Nothing that passes
 * here can be read without the unlock secret. `append` and `writeLock` return when the bytes are durable; an append is whole
 * or not at all.
 */
export interface HolderStore {
  readLock(): Promise<Uint8Array | undefined>;
  writeLock(lock: Uint8Array): Promise<void>;
  /** All events, in the order of their appending. */
  read(): Promise<Uint8Array[]>;
  append(sealedEvents: readonly Uint8Array[]): Promise<void>;
}
