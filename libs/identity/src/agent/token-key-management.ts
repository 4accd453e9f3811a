import type { ManagedKeyInfo } from '@veramo/core-types';
import { AbstractKeyManagementSystem } from '@veramo/key-manager';
import { encodeBase64url, jwkThumbprint, refusal } from '#primitives';
import type { TypeormKeys } from '../adapters/typeorm/typeorm-keys.js';
import { KMS, TOKEN_KEY_ID, tokenKeyIdOf } from '../keys/open-key.js';
import { publicJwkOf, publicKeyHexOf } from '../keys/public-key-hex.js';
import type { TokenKeys } from '../pkcs11/token-keys.js';

/** Veramo's key management over a hardware module: P-256 keys that are made there and stay there. */
export class TokenKeyManagement extends AbstractKeyManagementSystem {
  constructor(
    private readonly tokenKeys: TokenKeys,
    private readonly keys: TypeormKeys,
  ) {
    super();
  }

  async createKey({ type, meta }: { type: string; meta?: object }): Promise<ManagedKeyInfo> {
    if (type !== 'Secp256r1') throw notSupported();
    const { use, did } = { use: 'key', did: '', ...meta };
    const { id, publicJwk } = await this.tokenKeys.create(`incola ${use} ${did}`.trim());
    const described = { ...meta, algorithms: ['ES256'], [TOKEN_KEY_ID]: id };
    const kid = jwkThumbprint(publicJwk);
    return { kid, kms: KMS.hardware, type, publicKeyHex: publicKeyHexOf(publicJwk), meta: described };
  }

  /** @returns the signature in base64url, as Veramo expects it of JWT algorithms */
  async sign({ keyRef, algorithm, data }: { keyRef: { kid: string }; algorithm?: string; data: Uint8Array }) {
    if (algorithm !== undefined && algorithm !== 'ES256') throw notSupported();
    const key = await this.keys.getKey(keyRef);
    const publicJwk = publicJwkOf('Secp256r1', key.publicKeyHex);
    return encodeBase64url(await this.tokenKeys.signer({ id: tokenKeyIdOf(key), publicJwk }).sign(data));
  }

  async deleteKey(keyRef: { kid: string }): Promise<boolean> {
    return this.tokenKeys.destroy(tokenKeyIdOf(await this.keys.getKey(keyRef)));
  }

  importKey(): Promise<ManagedKeyInfo> {
    return Promise.reject(notSupported());
  }

  listKeys(): Promise<ManagedKeyInfo[]> {
    return Promise.reject(notSupported());
  }

  sharedSecret(): Promise<string> {
    return Promise.reject(notSupported());
  }
}

function notSupported(): Error {
  return refusal('not_supported', 'The hardware module makes and uses signing keys of P-256, and nothing else.');
}
