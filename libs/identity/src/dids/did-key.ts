import { concatBytes, decodeHex, equalBytes, refusal, type PublicJwk } from '#primitives';
import { publicJwkOfBytes, publicKeyHexOf } from '../keys/public-key-hex.js';
import type { KeyType } from '../keys/signing-key.js';
import { decodeBase58, encodeBase58 } from './base58.js';

/** Multicodec codes as unsigned varints: p256-pub 0x1200 and ed25519-pub 0xed. */
const CODES: Record<KeyType, Uint8Array> = {
  Secp256r1: Uint8Array.of(0x80, 0x24),
  Ed25519: Uint8Array.of(0xed, 0x01),
};
const PREFIX = 'did:key:z';

/** did:key §3.1: a compressed point for P-256 (Veramo's own provider makes an Ed25519 key instead). */
export function didKeyOf(jwk: PublicJwk): string {
  const code = CODES[jwk.kty === 'EC' ? 'Secp256r1' : 'Ed25519'];
  return PREFIX + encodeBase58(concatBytes(code, decodeHex(publicKeyHexOf(jwk))));
}

/** @throws `malformed_did`, `unsupported_key` */
export function publicJwkOfDidKey(did: string): PublicJwk {
  if (!did.startsWith(PREFIX)) throw refusal('malformed_did', 'The text is not a did:key in base58btc.');
  const bytes = decodeBase58(did.slice(PREFIX.length));
  for (const type of ['Secp256r1', 'Ed25519'] as const) {
    if (equalBytes(bytes.subarray(0, 2), CODES[type])) return publicJwkOfBytes(type, bytes.subarray(2));
  }
  throw refusal('unsupported_key', 'Only P-256 and Ed25519 keys are accepted.');
}
