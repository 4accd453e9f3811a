import { createPrivateKey, createPublicKey } from 'node:crypto';
import { concatBytes, decodeHex, encodeBase64, encodeHex, sha256, type RandomBytes } from '#primitives';

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7), up to the seed. */
const PKCS8_PREFIX = decodeHex('302e020100300506032b657004220420');
const ADDRESS_BYTES = 20;

/** An Ed25519 key of the engine: a validator's, which signs votes, or a node's, which signs its connections. */
export interface EngineKey {
  /** 32 bytes (RFC 8032). */
  seed: Uint8Array;
  /** 32 bytes. */
  publicKey: Uint8Array;
}

export function createEngineKey(random: RandomBytes): EngineKey {
  const seed = random(32);
  const pkcs8 = Buffer.from(concatBytes(PKCS8_PREFIX, seed));
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  // The last 32 bytes of the SubjectPublicKeyInfo (RFC 8410 §4).
  return { seed, publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)) };
}

/** The first 20 bytes of the key's SHA-256: how headers and commits name a validator. */
export function engineAddress(publicKey: Uint8Array): Uint8Array {
  return sha256(publicKey).subarray(0, ADDRESS_BYTES);
}

/** A node's identifier among peers: its key's address in lower-case hexadecimal. */
export function nodeIdOf(publicKey: Uint8Array): string {
  return encodeHex(engineAddress(publicKey));
}

/** As CometBFT's JSON writes a public key. */
export function publicKeyJson(publicKey: Uint8Array) {
  return { type: 'tendermint/PubKeyEd25519', value: encodeBase64(publicKey) } as const;
}

/** As CometBFT's JSON writes a private key: seed and public key, as Go keeps them. */
export function privateKeyJson({ seed, publicKey }: EngineKey) {
  return { type: 'tendermint/PrivKeyEd25519', value: encodeBase64(concatBytes(seed, publicKey)) } as const;
}
