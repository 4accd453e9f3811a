import {
  concatBytes,
  decodeBase64,
  encodeBase64,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  refusal,
  sha256,
  type PublicJwk,
} from '#primitives';

/** C2SP signed-note, signature types: a note's own Ed25519 signature, and a cosignature/v1 of tlog-cosignature. */
export const NOTE_SIGNATURE = 0x01;
export const COSIGNATURE = 0x04;
export type NoteSignatureType = typeof NOTE_SIGNATURE | typeof COSIGNATURE;

/** A C2SP verifier key taken apart. */
export interface VerifierKey {
  name: string;
  /** Four bytes. */
  keyId: Uint8Array;
  type: NoteSignatureType;
  /** 32 bytes (RFC 8032). */
  publicKey: Uint8Array;
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4] (C2SP signed-note, Signatures). */
export function noteKeyId(name: string, type: NoteSignatureType, publicKey: Uint8Array): Uint8Array {
  return sha256(encodeUtf8(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4);
}

/**
 * Writes `<name>+<hex of the key id>+<Base 64 of type ‖ public key>` (C2SP signed-note, Verifier keys).
 * @param publicKey 32 bytes of an Ed25519 key
 * @throws `malformed_verifier_key`
 */
export function formatVerifierKey(name: string, type: NoteSignatureType, publicKey: Uint8Array): string {
  if (!isKeyName(name) || publicKey.length !== 32) throw malformed();
  const keyId = encodeHex(noteKeyId(name, type, publicKey));
  return `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** @throws `malformed_verifier_key`: also where the key id is not the key's, or the type is neither 0x01 nor 0x04 */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, , material] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (name === undefined || material === undefined || !isKeyName(name)) throw malformed();
  const bytes = decodeBase64(material);
  const type = bytes[0];
  const publicKey = bytes.subarray(1);
  if ((type !== NOTE_SIGNATURE && type !== COSIGNATURE) || publicKey.length !== 32) throw malformed();
  if (formatVerifierKey(name, type, publicKey) !== text) throw malformed();
  return { name, keyId: noteKeyId(name, type, publicKey), type, publicKey };
}

/** A key name is not empty and holds neither Unicode spaces nor plus (C2SP signed-note, Format). */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed();
}

export function verifierJwk({ publicKey }: Pick<VerifierKey, 'publicKey'>): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) };
}

function malformed(): Error {
  return refusal('malformed_verifier_key', 'The text is not a verifier key of type 0x01 or 0x04.');
}
