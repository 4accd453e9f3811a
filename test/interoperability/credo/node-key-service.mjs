import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { agreeContentKey } from './agree-content-key.mjs';

const generate = promisify(generateKeyPair);
const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
const OPERATIONS = ['createKey', 'importKey', 'deleteKey', 'randomBytes', 'encrypt', 'decrypt'];
const CIPHERS = { A128GCM: 'aes-128-gcm', A256GCM: 'aes-256-gcm' };

/** Credo's key management over node:crypto with opened keys kept: P-256 and Ed25519, in memory. */
export class NodeKeyService {
  backend = 'node';
  #keys = new Map();
  #publicKeys = new Map();

  isOperationSupported(_context, operation) {
    return OPERATIONS.includes(operation.operation) || ALGORITHMS.includes(operation.algorithm);
  }

  async getPublicKey(_context, keyId) {
    return this.#keys.get(keyId)?.publicJwk ?? null;
  }

  async createKey(_context, { keyId = randomUUID(), type }) {
    const { privateKey } =
      type.kty === 'EC' ? await generate('ec', { namedCurve: type.crv }) : await generate('ed25519');
    return this.#keep(keyId, privateKey);
  }

  async importKey(_context, { privateJwk }) {
    return this.#keep(privateJwk.kid ?? randomUUID(), createPrivateKey({ key: privateJwk, format: 'jwk' }));
  }

  async deleteKey(_context, { keyId }) {
    return this.#keys.delete(keyId);
  }

  async sign(_context, { keyId, algorithm, data }) {
    const { privateKey } = this.#keys.get(keyId);
    return {
      signature: new Uint8Array(sign(digestOf(algorithm), data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    };
  }

  async verify(_context, { key, algorithm, data, signature }) {
    const publicJwk = key.publicJwk ?? this.#keys.get(key.keyId).publicJwk;
    const verified = verify(
      digestOf(algorithm),
      data,
      { key: this.#publicKeyOf(publicJwk), dsaEncoding: 'ieee-p1363' },
      signature,
    );
    return verified ? { verified, publicJwk } : { verified };
  }

  async encrypt(_context, { key, data, encryption }) {
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHERS[encryption.algorithm], this.#contentKey(key, encryption), iv);
    cipher.setAAD(encryption.aad);
    const encrypted = new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
    return { encrypted, iv: new Uint8Array(iv), tag: new Uint8Array(cipher.getAuthTag()) };
  }

  async decrypt(_context, { key, encrypted, decryption }) {
    const decipher = createDecipheriv(CIPHERS[decryption.algorithm], this.#contentKey(key, decryption), decryption.iv);
    decipher.setAAD(decryption.aad).setAuthTag(decryption.tag);
    return { data: new Uint8Array(Buffer.concat([decipher.update(encrypted), decipher.final()])) };
  }

  randomBytes(_context, { length }) {
    return new Uint8Array(randomBytes(length));
  }

  /** Only ECDH-ES in direct agreement is asked of it. */
  #contentKey({ keyAgreement }, { algorithm: enc }) {
    const { keyId, externalPublicJwk, apu, apv } = keyAgreement;
    const { d } = this.#keys.get(keyId).privateKey.export({ format: 'jwk' });
    return agreeContentKey(Buffer.from(d, 'base64url'), externalPublicJwk, { enc, apu, apv });
  }

  #keep(keyId, privateKey) {
    const publicJwk = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: keyId };
    this.#keys.set(keyId, { privateKey, publicJwk });
    return { keyId, publicJwk };
  }

  #publicKeyOf({ kty, crv, x, y }) {
    const name = `${crv} ${x}`;
    if (!this.#publicKeys.has(name)) {
      this.#publicKeys.set(
        name,
        createPublicKey({ key: kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x }, format: 'jwk' }),
      );
    }
    return this.#publicKeys.get(name);
  }
}

function digestOf(algorithm) {
  return algorithm === 'ES256' ? 'sha256' : null;
}
