import { decodeBase64url, isCodedError, outage, type RandomBytes } from '#primitives';
import { Token, TokenKeys } from '#identity';
import { readClosedFile } from '../network/read-closed-file.js';
import type { SignerDescription, TokenPlace } from './signer-folder.js';
import type { ValidatorKey } from './validator-key.js';

/**
 * Makes a validator's key in a token, which it never leaves.
 * @throws `hardware_…` (outages); `key_file_open_to_others` where others may read the PIN
 */
export async function createTokenKey(
  place: TokenPlace,
  random: RandomBytes,
): Promise<{ id: string; publicKey: Uint8Array }> {
  const token = openToken(place);
  try {
    const { id, publicJwk } = await new TokenKeys(token, random).create('incola validator', 'Ed25519');
    return { id, publicKey: decodeBase64url(publicJwk.x) };
  } finally {
    await token.close();
  }
}

/**
 * The token is asked when something is signed: one that is not there yet stops nothing but its votes.
 * @throws `hardware_pin_missing` (outage); `key_file_open_to_others` where others may read the PIN
 */
export function openTokenKey(
  { publicKey, key }: SignerDescription & { key: { kind: 'token' } },
  random: RandomBytes,
): ValidatorKey {
  const token = openToken(key);
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey } as const;
  const signer = new TokenKeys(token, random).signer({ id: key.id, publicJwk });
  return { publicKey: decodeBase64url(publicKey), sign: signer.sign, close: () => token.close() };
}

function openToken({ library, tokenLabel, pinFile }: TokenPlace): Token {
  try {
    return new Token({ library, tokenLabel, pin: readClosedFile(pinFile).trim() });
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw outage('hardware_pin_missing', `The token's PIN can't be read from ${pinFile}.`, { cause });
  }
}
