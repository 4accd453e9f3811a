import { createECDH } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { encodeBase64url, encodeUtf8, platformRandom } from '#primitives';
import { createJweEncryption, decryptJwe, type ContentEncryptionName } from '#service-kit/jwe';

const agreement = createECDH('prime256v1');
agreement.generateKeys();
const point = agreement.getPublicKey();
const publicJwk = {
  kty: 'EC',
  crv: 'P-256',
  x: encodeBase64url(point.subarray(1, 33)),
  y: encodeBase64url(point.subarray(33)),
};
const privateBytes = new Uint8Array(32);
privateBytes.set(agreement.getPrivateKey(), 32 - agreement.getPrivateKey().length);
const keys = {
  privateBytesOf: (kid: unknown) => (kid === 'k1' ? privateBytes : undefined),
  maxInflatedBytes: 10_000,
};
const refused = expect.objectContaining({ code: 'jwe_not_decrypted', fault: 'refusal' }) as unknown as Error;
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const both: ContentEncryptionName[] = ['A128GCM', 'A256GCM'];

describe('A JWE of ours', () => {
  test.each(both)('is read by another library: %s, with and without compression', async (enc) => {
    const key = await importJWK({ ...publicJwk, d: encodeBase64url(privateBytes) }, 'ECDH-ES');
    const text = JSON.stringify({ credentials: ['x'.repeat(5_000)] });
    const plain = createJweEncryption({ publicJwk, kid: 'k1', enc }, platformRandom)(text);
    const opened = await compactDecrypt(plain, key);
    expect(textOf(opened.plaintext)).toBe(text);
    expect(opened.protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc, kid: 'k1' });
    const packed = createJweEncryption({ publicJwk, kid: 'k1', enc, zip: 'DEF' }, platformRandom)(text);
    expect(packed.length).toBeLessThan(plain.length / 5);
    expect(textOf(decryptJwe(packed, keys))).toBe(text);
  });

  test('of another library is opened, compressed or not', async () => {
    const encrypt = async (bytes: Uint8Array, zip?: 'DEF') => {
      const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k1', cty: 'json', ...(zip ? { zip } : {}) };
      return new CompactEncrypt(bytes).setProtectedHeader(header).encrypt(await importJWK(publicJwk, 'ECDH-ES'));
    };
    expect(textOf(decryptJwe(await encrypt(encodeUtf8('{"a":1}')), keys))).toBe('{"a":1}');
    const packed = await encrypt(encodeUtf8('{"a":1}'), 'DEF');
    expect(textOf(decryptJwe(packed, keys))).toBe('{"a":1}');
  });

  test('is refused where it unpacks to more than the limit, or where nothing packed is taken', () => {
    const bomb = 'a'.repeat(50_000_000);
    expect(deflateRawSync(bomb).length).toBeLessThan(60_000);
    const packed = createJweEncryption({ publicJwk, kid: 'k1', enc: 'A128GCM', zip: 'DEF' }, platformRandom)(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decryptJwe(packed, keys)).toThrow(refused);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    const small = createJweEncryption({ publicJwk, kid: 'k1', enc: 'A128GCM', zip: 'DEF' }, platformRandom)('x');
    expect(() => decryptJwe(small, { privateBytesOf: keys.privateBytesOf })).toThrow(refused);
  });

  test('is not written to a key that is none, before anything is done for it', () => {
    const zero = encodeBase64url(new Uint8Array(32));
    const unusable = expect.objectContaining({ code: 'encryption_key_unusable' }) as unknown as Error;
    for (const jwk of [
      { x: zero, y: zero },
      { x: publicJwk.x, y: zero },
      { x: 'AA', y: 'AA' },
    ]) {
      expect(() => createJweEncryption({ publicJwk: jwk, enc: 'A128GCM' }, platformRandom)).toThrow(unusable);
    }
  });

  test('is refused under an unknown key, and no two are alike', () => {
    const write = () => createJweEncryption({ publicJwk, kid: 'k2', enc: 'A128GCM' }, platformRandom)('x');
    expect(() => decryptJwe(write(), keys)).toThrow(refused);
    expect(write().split('.')[3]).not.toBe(write().split('.')[3]);
  });
});
