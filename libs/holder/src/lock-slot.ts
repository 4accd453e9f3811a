import {
  canonicalJson,
  concatBytes,
  decodeBase64url,
  domainMessage,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  refusal,
  type JsonValue,
  type RandomBytes,
} from '#primitives';
import type { UnlockMethod } from './unlock-method.js';
import { AES, KEY_USES, type WalletKey } from './wallet-key.js';

/** One copy of the wallet key, wrapped under what one unlock secret gives. */
export interface LockSlot {
  id: string;
  method: UnlockMethod;
  /** base64url: salt ‖ iv ‖ wrapped key. */
  wrapped: string;
}

const SALT_LENGTH = 32;
const IV_LENGTH = 12;
const DOMAIN = 'incola:wallet-lock:2';

/**
 * Wraps the wallet key under a key derived from an unlock secret (HKDF, RFC 5869).
 * @param walletKey extractable; the caller lets go of it
 * @param secret 32 bytes or more with the entropy of a key: a passkey's PRF output, or what Argon2id made of a passphrase
 * @throws `weak_unlock_secret`
 */
export async function createSlot(
  walletKey: WalletKey,
  secret: Uint8Array,
  method: UnlockMethod,
  random: RandomBytes,
): Promise<LockSlot> {
  const id = encodeHex(random(8));
  const salt = random(SALT_LENGTH);
  const iv = random(IV_LENGTH);
  const key = await deriveWrappingKey(secret, salt);
  const wrapped = await crypto.subtle.wrapKey('raw', walletKey, key, wrapping(iv, id, method));
  return { id, method, wrapped: encodeBase64url(concatBytes(salt, iv, new Uint8Array(wrapped))) };
}

/**
 * @param extractable only to wrap the key again, for another slot or a backup
 * @returns `undefined` where the secret is another one's, or the slot is damaged
 */
export async function openSlot(
  slot: LockSlot,
  secret: Uint8Array,
  extractable: boolean,
): Promise<WalletKey | undefined> {
  const bytes = decodeBase64url(slot.wrapped);
  const salt = bytes.slice(0, SALT_LENGTH);
  const iv = bytes.slice(SALT_LENGTH, SALT_LENGTH + IV_LENGTH);
  const wrapped = bytes.slice(SALT_LENGTH + IV_LENGTH);
  const key = await deriveWrappingKey(secret, salt);
  const unwrapping = wrapping(iv, slot.id, slot.method);
  try {
    return await crypto.subtle.unwrapKey('raw', wrapped, key, unwrapping, AES, extractable, [...KEY_USES]);
  } catch {
    return undefined;
  }
}

async function deriveWrappingKey(secret: Uint8Array, salt: Uint8Array): Promise<WalletKey> {
  if (secret.length < 32) throw refusal('weak_unlock_secret', 'An unlock secret has at least 32 bytes.');
  const material = await crypto.subtle.importKey('raw', secret.slice(), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: salt.slice(), info: encodeUtf8(DOMAIN).slice() };
  return crypto.subtle.deriveKey(derivation, material, AES, false, ['wrapKey', 'unwrapKey']);
}

/** The method is authenticated, so that nobody makes a passphrase cheaper to guess and keeps the slot. */
function wrapping(iv: Uint8Array, id: string, method: UnlockMethod) {
  const bound = encodeUtf8(canonicalJson({ id, method: method as unknown as JsonValue }));
  return { name: 'AES-GCM', iv: iv.slice(), additionalData: domainMessage(DOMAIN, bound).slice() };
}
