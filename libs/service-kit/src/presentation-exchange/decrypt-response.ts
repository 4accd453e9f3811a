import { refusal } from '#primitives';
import { decryptJwe } from '../jwe/index.js';

/** The key pair of one request; the private half is 32 bytes. */
export interface ResponseKeyPair {
  kid: string;
  privateBytes: Uint8Array;
}

/**
 * Opens a response that is encrypted to one request's key (OpenID4VP 1.0 §8.3). Nothing compressed is taken: it could be a bomb.
 * @throws `response_not_decrypted` for whatever is wrong with it: a sender learns nothing from the difference
 */
export function decryptResponse(jwe: string, key: ResponseKeyPair): Uint8Array {
  try {
    return decryptJwe(jwe, { privateBytesOf: (kid) => (kid === key.kid ? key.privateBytes : undefined) });
  } catch (cause) {
    throw refusal('response_not_decrypted', 'The response cannot be decrypted.', { cause });
  }
}
