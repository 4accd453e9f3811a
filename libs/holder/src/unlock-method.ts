import { decodeBase64url, isJsonObject, type JsonObject, type JsonValue } from '#primitives';

/** How a passphrase becomes an unlock secret: Argon2id (RFC 9106), version 0x13, one lane. */
export interface Argon2Parameters {
  memoryKib: number;
  passes: number;
  /** base64url, 16 bytes. */
  salt: string;
}

/** By what a slot of the lock is opened; everything here can be read by whoever holds the device. */
export type UnlockMethod =
  /** A secret that another program keeps. */
  | { kind: 'secret' }
  | ({ kind: 'passphrase' } & Argon2Parameters)
  /** The PRF output of a passkey (WebAuthn Level 3 §10.1.4) for this input. Both base64url. */
  | { kind: 'passkey'; credentialId: string; prfInput: string };

/** Cheaper than OWASP's password storage sheet allows is no passphrase lock; dearer stops a phone. */
export const ARGON2_LIMITS = { minMemoryKib: 19_456, minWork: 38_912, maxMemoryKib: 262_144, maxPasses: 10 } as const;

/** @returns `undefined` for what this version does not know, or does not accept */
export function readUnlockMethod(value: JsonValue | undefined): UnlockMethod | undefined {
  if (!isJsonObject(value)) return undefined;
  switch (value.kind) {
    case 'secret':
      return { kind: 'secret' };
    case 'passphrase': {
      const parameters = readArgon2(value);
      return parameters && { kind: 'passphrase', ...parameters };
    }
    case 'passkey': {
      const { credentialId, prfInput } = value;
      if (!isBytes(credentialId, 1, 1_023) || !isBytes(prfInput, 32, 32)) return undefined;
      return { kind: 'passkey', credentialId, prfInput };
    }
    default:
      return undefined;
  }
}

export function readArgon2({ memoryKib, passes, salt }: JsonObject): Argon2Parameters | undefined {
  if (!isWhole(memoryKib, ARGON2_LIMITS.minMemoryKib, ARGON2_LIMITS.maxMemoryKib)) return undefined;
  if (!isWhole(passes, 1, ARGON2_LIMITS.maxPasses) || memoryKib * passes < ARGON2_LIMITS.minWork) return undefined;
  return isBytes(salt, 16, 16) ? { memoryKib, passes, salt } : undefined;
}

function isWhole(value: JsonValue | undefined, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** base64url of as many bytes. */
export function isBytes(value: JsonValue | undefined, least: number, most: number): value is string {
  if (typeof value !== 'string' || value.length > most * 2 + 4) return false;
  try {
    const { length } = decodeBase64url(value);
    return length >= least && length <= most;
  } catch {
    return false;
  }
}
