import { concatBytes, encodeUtf8, refusal, type RandomBytes } from '#primitives';

/** AES-256-GCM key that seals events and wraps the credentials' keys; not extractable once unlocked. */
export type WalletKey = Awaited<ReturnType<typeof crypto.subtle.unwrapKey>>;

const SALT_LENGTH = 32;
const IV_LENGTH = 12;
const LOCK_DOMAIN = encodeUtf8('incola:wallet-lock:1');
const AES = { name: 'AES-GCM', length: 256 } as const;
const KEY_USES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] as const;

/**
 * Makes a wallet key and wraps it at once under a key derived from the unlock secret (HKDF, RFC 5869).
 * @param unlockSecret 32 bytes or more with the entropy of a key: a passkey's PRF output, or what Argon2id made of a passphrase
 * @returns the lock to store: salt ‖ iv ‖ wrapped key
 */
export async function createLock(
  unlockSecret: Uint8Array,
  random: RandomBytes,
): Promise<{ lock: Uint8Array; walletKey: WalletKey }> {
  const salt = random(SALT_LENGTH);
  const iv = random(IV_LENGTH);
  const fresh = await crypto.subtle.generateKey(AES, true, [...KEY_USES]);
  const wrapped = await crypto.subtle.wrapKey('raw', fresh, await deriveWrappingKey(unlockSecret, salt), wrapping(iv));
  const lock = concatBytes(salt, iv, new Uint8Array(wrapped));
  return { lock, walletKey: await openLock(lock, unlockSecret) };
}

/** @throws `wrong_unlock_secret`, also for a damaged lock */
export async function openLock(lock: Uint8Array, unlockSecret: Uint8Array): Promise<WalletKey> {
  const salt = lock.slice(0, SALT_LENGTH);
  const iv = lock.slice(SALT_LENGTH, SALT_LENGTH + IV_LENGTH);
  const wrapped = lock.slice(SALT_LENGTH + IV_LENGTH);
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      wrapped,
      await deriveWrappingKey(unlockSecret, salt),
      wrapping(iv),
      AES,
      false,
      [...KEY_USES],
    );
  } catch (cause) {
    throw refusal('wrong_unlock_secret', 'This does not unlock the wallet.', { cause });
  }
}

async function deriveWrappingKey(unlockSecret: Uint8Array, salt: Uint8Array): Promise<WalletKey> {
  if (unlockSecret.length < 32) throw refusal('weak_unlock_secret', 'An unlock secret has at least 32 bytes.');
  const material = await crypto.subtle.importKey('raw', unlockSecret.slice(), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: salt.slice(), info: LOCK_DOMAIN.slice() };
  return crypto.subtle.deriveKey(derivation, material, AES, false, ['wrapKey', 'unwrapKey']);
}

function wrapping(iv: Uint8Array) {
  return { name: 'AES-GCM', iv: iv.slice(), additionalData: LOCK_DOMAIN.slice() };
}
