import { assertOurs, domainDigest } from '#primitives';
import type { AnchoredKind } from './receipt.js';

/** The byte that stands for the kind inside a commitment. */
const KIND_BYTES: Record<AnchoredKind, number> = { receipt: 1, withdrawal: 2, erasure: 3, restriction: 4 };
export const SALT_LENGTH = 32;

/**
 * A hiding commitment: SHA-256("incola:commitment:1" ‖ 0x00 ‖ kind ‖ salt ‖ content), 32 bytes. Who does not know the
 * salt learns neither the content nor the kind.
 * @param salt 32 random bytes
 * @param content receipt: the compact JWS in ASCII; withdrawal: the statement in canonical JSON; erasure and restriction: the signed answer in ASCII
 */
export function commitmentOf(kind: AnchoredKind, salt: Uint8Array, content: Uint8Array): Uint8Array {
  assertOurs(salt.length === SALT_LENGTH, 'a salt is 32 bytes');
  return domainDigest('incola:commitment:1', Uint8Array.of(KIND_BYTES[kind]), salt, content);
}
