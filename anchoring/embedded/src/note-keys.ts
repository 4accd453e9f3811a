import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { concatBytes, decodeHex, equalBytes, refusal, type RandomBytes } from '#primitives';
import { formatVerifierKey, parseVerifierKey, type NoteSignatureType, type NoteSigner } from '#ledger';

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7), up to the seed. */
const PKCS8_PREFIX = decodeHex('302e020100300506032b657004220420');

/** A note key as it is kept: the verifier key is public, the seed is sealed by the caller. */
export interface NoteKey {
  verifierKey: string;
  /** 32 bytes (RFC 8032). */
  seed: Uint8Array;
}

/**
 * Makes the key of a log or of a cosigner.
 * @param name schema-less URL; the log's is the origin of its checkpoints
 */
export function createNoteKey(name: string, type: NoteSignatureType, random: RandomBytes): NoteKey {
  const seed = random(32);
  return { verifierKey: formatVerifierKey(name, type, publicKeyOf(privateKeyOf(seed))), seed };
}

/** @throws `note_key_mismatch` where the seed is not the verifier key's */
export function openNoteSigner({ verifierKey, seed }: NoteKey): NoteSigner {
  const key = parseVerifierKey(verifierKey);
  const privateKey = privateKeyOf(seed);
  if (!equalBytes(publicKeyOf(privateKey), key.publicKey)) {
    throw refusal('note_key_mismatch', "The seed is not the verifier key's.");
  }
  return { key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(concatBytes(PKCS8_PREFIX, seed)), format: 'der', type: 'pkcs8' });
}

/** The last 32 bytes of the SubjectPublicKeyInfo (RFC 8410 §4). */
function publicKeyOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32));
}
