import {
  canonicalJson,
  decodeUtf8,
  encodeUtf8,
  isCodedError,
  isJsonObject,
  parseJsonObject,
  refusal,
  type JsonValue,
  type RandomBytes,
} from '#primitives';
import { createSlot, openSlot, type LockSlot } from './lock-slot.js';
import { isBytes, readUnlockMethod, type UnlockMethod } from './unlock-method.js';
import type { WalletKey } from './wallet-key.js';

/** What an unlock secret opens, several of them side by side: each slot holds the same wallet key. */
export interface WalletLock {
  format: 'incola-wallet-lock';
  version: 2;
  slots: LockSlot[];
}

export const MAX_SLOTS = 8;

export function writeLock(slots: LockSlot[]): Uint8Array {
  const lock: WalletLock = { format: 'incola-wallet-lock', version: 2, slots };
  return encodeUtf8(canonicalJson(lock as unknown as JsonValue));
}

/** @throws `lock_damaged`, `lock_version_unknown` */
export function readLock(bytes: Uint8Array): WalletLock {
  const { format, version, slots } = parseLock(bytes);
  if (format !== 'incola-wallet-lock') throw damaged();
  if (version !== 2) throw refusal('lock_version_unknown', 'Another version of the wallet made this lock.');
  if (!Array.isArray(slots) || slots.length === 0 || slots.length > MAX_SLOTS) throw damaged();
  return { format, version, slots: slots.map(readSlot) };
}

/** What opens the wallet, without opening it. */
export function unlockMethods(lock: Uint8Array): { id: string; method: UnlockMethod }[] {
  return readLock(lock).slots.map(({ id, method }) => ({ id, method }));
}

/** Tries each slot. @throws `wrong_unlock_secret`, `weak_unlock_secret`, and the codes of {@link readLock} */
export async function openLock(lock: Uint8Array, secret: Uint8Array, extractable = false): Promise<WalletKey> {
  for (const slot of readLock(lock).slots) {
    const key = await openSlot(slot, secret, extractable);
    if (key !== undefined) return key;
  }
  throw refusal('wrong_unlock_secret', 'This does not unlock the wallet.');
}

/**
 * A lock with one more slot.
 * @param present an unlock secret that opens the lock as it is: who adds a way in must have one
 * @throws `too_many_slots`, those of {@link openLock}
 */
export async function addSlot(
  lock: Uint8Array,
  present: Uint8Array,
  added: { secret: Uint8Array; method: UnlockMethod },
  random: RandomBytes,
): Promise<Uint8Array> {
  const key = await openLock(lock, present, true);
  const { slots } = readLock(lock);
  if (slots.length >= MAX_SLOTS) throw refusal('too_many_slots', 'The wallet has as many ways to unlock as it can.');
  return writeLock([...slots, await createSlot(key, added.secret, added.method, random)]);
}

/** A lock with one slot less. @throws `last_slot`, `unknown_slot` */
export function removeSlot(lock: Uint8Array, id: string): Uint8Array {
  const { slots } = readLock(lock);
  const left = slots.filter((slot) => slot.id !== id);
  if (left.length === slots.length) throw refusal('unknown_slot', 'There is no such way to unlock.');
  if (left.length === 0) throw refusal('last_slot', 'The last way to unlock the wallet cannot be removed.');
  return writeLock(left);
}

function parseLock(bytes: Uint8Array) {
  try {
    return parseJsonObject(decodeUtf8(bytes), { maxLength: 32 * 1024, maxDepth: 5 });
  } catch (cause) {
    if (isCodedError(cause)) throw damaged(cause);
    throw cause;
  }
}

function readSlot(value: JsonValue): LockSlot {
  if (!isJsonObject(value)) throw damaged();
  const { id, wrapped } = value;
  const method = readUnlockMethod(value.method);
  if (typeof id !== 'string' || method === undefined || !isBytes(wrapped, 45, 256)) throw damaged();
  return { id, method, wrapped };
}

function damaged(cause?: unknown) {
  return refusal('lock_damaged', 'The lock of this wallet cannot be read.', { cause });
}
