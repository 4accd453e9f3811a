import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);
const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
const OPERATIONS = ['createKey', 'importKey', 'deleteKey', 'randomBytes'];

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

  async encrypt() {
    throw new Error('not needed here');
  }

  async decrypt() {
    throw new Error('not needed here');
  }

  randomBytes(_context, { length }) {
    return new Uint8Array(randomBytes(length));
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
