import { decodeHex, outage, type Signer } from '#primitives';
import type { KeyRow } from '../adapters/typeorm/identity-tables.js';
import type { TypeormPrivateKeys } from '../adapters/typeorm/typeorm-private-keys.js';
import type { TokenKeys } from '../pkcs11/token-keys.js';
import { publicJwkOf } from './public-key-hex.js';
import { openSigningKey, signerOver, type KeyType } from './signing-key.js';

/** Names under which the agent knows who keeps a private half; they stand with every key. */
export const KMS = { software: 'incola', hardware: 'pkcs11' } as const;

/** Where in the hardware module a key lies: CKA_ID, in the key's `meta`. */
export const TOKEN_KEY_ID = 'tokenKeyId';

/**
 * Opens a key for signing, wherever its private half is.
 * @throws `private_key_unreadable`, `hardware_not_configured` (outages), `key_not_found`
 */
export async function openKey(
  key: KeyRow,
  keepers: { privateKeys: TypeormPrivateKeys; tokenKeys: TokenKeys | undefined },
): Promise<Signer> {
  if (key.kms !== KMS.hardware) {
    const { privateKeyHex } = await keepers.privateKeys.getKey({ alias: key.kid });
    return signerOver(openSigningKey(key.type as KeyType, decodeHex(privateKeyHex)));
  }
  const id = tokenKeyIdOf(key);
  if (keepers.tokenKeys === undefined) {
    throw outage('hardware_not_configured', 'A key lies in a hardware module, and the configuration names none.', {
      privateDetail: key.kid,
    });
  }
  return keepers.tokenKeys.signer({ id, publicJwk: publicJwkOf(key.type as KeyType, key.publicKeyHex) });
}

export function tokenKeyIdOf({ kid, meta }: KeyRow): string {
  const id = meta[TOKEN_KEY_ID];
  if (typeof id === 'string') return id;
  throw outage('hardware_key_missing', 'It is not known where in the hardware module a key lies.', {
    privateDetail: kid,
  });
}
