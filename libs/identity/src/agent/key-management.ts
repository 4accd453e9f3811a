import type { IKey, ManagedKeyInfo, MinimalImportableKey } from '@veramo/core-types';
import { AbstractKeyManagementSystem } from '@veramo/key-manager';
import { decodeHex, encodeBase64url, encodeHex, jwkThumbprint, refusal, type RandomBytes } from '#primitives';
import type { TypeormPrivateKeys } from '../adapters/typeorm/typeorm-private-keys.js';
import { KMS } from '../keys/open-key.js';
import { publicKeyHexOf } from '../keys/public-key-hex.js';
import { generatePrivateBytes, openSigningKey, signerOver, type KeyType } from '../keys/signing-key.js';

const ALGORITHMS: Record<KeyType, string> = { Secp256r1: 'ES256', Ed25519: 'EdDSA' };

/** Veramo's key management over node:crypto: keys are made and used here, and rest sealed in the private key store. */
export class NodeKeyManagement extends AbstractKeyManagementSystem {
  constructor(
    private readonly privateKeys: TypeormPrivateKeys,
    private readonly random: RandomBytes,
  ) {
    super();
  }

  async createKey({ type, meta }: { type: string; meta?: unknown }): Promise<ManagedKeyInfo> {
    const keyType = keyTypeOf(type);
    return this.keep(keyType, generatePrivateBytes(keyType, this.random), meta);
  }

  async importKey({ type, privateKeyHex, meta }: Exclude<MinimalImportableKey, 'kms'>): Promise<ManagedKeyInfo> {
    return this.keep(keyTypeOf(type), decodeHex(privateKeyHex), meta);
  }

  /** @returns the signature in base64url, as Veramo expects it of JWT algorithms */
  async sign({ keyRef, algorithm, data }: { keyRef: Pick<IKey, 'kid'>; algorithm?: string; data: Uint8Array }) {
    const { type, privateKeyHex } = await this.privateKeys.getKey({ alias: keyRef.kid });
    const keyType = keyTypeOf(type);
    if (algorithm !== undefined && algorithm !== ALGORITHMS[keyType]) throw notSupported('this algorithm');
    return encodeBase64url(await signerOver(openSigningKey(keyType, decodeHex(privateKeyHex))).sign(data));
  }

  async deleteKey({ kid }: { kid: string }): Promise<boolean> {
    return this.privateKeys.deleteKey({ alias: kid });
  }

  listKeys(): Promise<ManagedKeyInfo[]> {
    return Promise.reject(notSupported('listing private keys'));
  }

  /** Signing keys agree on no secrets. */
  sharedSecret(): Promise<string> {
    return Promise.reject(notSupported('key agreement'));
  }

  private async keep(type: KeyType, privateBytes: Uint8Array, meta: unknown): Promise<ManagedKeyInfo> {
    const { publicJwk } = openSigningKey(type, privateBytes);
    const kid = jwkThumbprint(publicJwk);
    await this.privateKeys.importKey({ alias: kid, type, privateKeyHex: encodeHex(privateBytes) });
    const publicKeyHex = publicKeyHexOf(publicJwk);
    const described = { ...(meta as object | undefined), algorithms: [ALGORITHMS[type]] };
    return { kid, kms: KMS.software, type, publicKeyHex, meta: described };
  }
}

function keyTypeOf(type: string): KeyType {
  if (type !== 'Secp256r1' && type !== 'Ed25519') throw notSupported(`a key of type ${type}`);
  return type;
}

function notSupported(what: string): Error {
  return refusal('not_supported', `The key management does not support ${what}.`);
}
