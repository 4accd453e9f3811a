import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { canonicalJson, CodedError, encodeUtf8, type Domain, type RandomBytes } from '#primitives';

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** What an encryption is bound to: opened in another place, it does not open. */
export interface Binding {
  domain: Domain;
  /** Identifiers in a fixed order. */
  context: readonly string[];
}

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce ‖ ciphertext ‖ tag. */
export function encrypt(key: KeyObject, plaintext: Uint8Array, binding: Binding, random: RandomBytes): Uint8Array {
  const nonce = random(NONCE_LENGTH);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(additionalDataOf(binding));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws `sealed_value_unreadable` (bug): altered, moved from its place, or under another key */
export function decrypt(key: KeyObject, sealed: Uint8Array, binding: Binding): Uint8Array {
  if (sealed.length < NONCE_LENGTH + TAG_LENGTH) throw unreadable();
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_LENGTH), { authTagLength: TAG_LENGTH });
  decipher.setAAD(additionalDataOf(binding));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    const body = sealed.subarray(NONCE_LENGTH, sealed.length - TAG_LENGTH);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function additionalDataOf(binding: Binding): Uint8Array {
  return encodeUtf8(`${binding.domain}\0${canonicalJson([...binding.context])}`);
}

function unreadable(cause?: unknown): CodedError {
  return new CodedError('sealed_value_unreadable', 'A stored value does not open.', 'bug', { cause });
}
