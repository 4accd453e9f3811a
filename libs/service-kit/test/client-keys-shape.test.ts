import { describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { clientKeysShape } from '../src/authentication/client-keys-shape.js';

const isTaken = (...keys: unknown[]) => clientKeysShape.safeParse({ keys }).success;

async function makeKeys(alg: string, options: object = {}): Promise<{ jwk: JWK; privateJwk: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, ...options });
  return { jwk: await exportJWK(publicKey), privateJwk: await exportJWK(privateKey) };
}

describe('the public keys of a machine', () => {
  it.each([['ES256'], ['EdDSA'], ['PS256']])('may be of %s, and never be private', async (alg) => {
    const { jwk, privateJwk } = await makeKeys(alg);
    expect(isTaken(jwk)).toBe(true);
    expect(isTaken({ ...jwk, alg, use: 'sig', kid: 'a' })).toBe(true);
    expect(isTaken(privateJwk)).toBe(false);
    expect(isTaken({ ...jwk, use: 'enc' })).toBe(false);
    expect(isTaken({ ...jwk, alg: 'none' })).toBe(false);
  });

  it('are refused of other kinds, off the curve, and of a modulus that only looks long', async () => {
    const { jwk } = await makeKeys('ES256');
    const zeros = 'A'.repeat(43);
    expect(isTaken({ ...jwk, x: zeros, y: zeros })).toBe(false);
    expect(isTaken({ kty: 'RSA', e: 'AQAB', n: 'A'.repeat(342) })).toBe(false);
    const short = Buffer.alloc(256);
    Buffer.from((await makeKeys('PS256')).jwk.n ?? '', 'base64url').copy(short, 128, 128);
    expect(isTaken({ kty: 'RSA', e: 'AQAB', n: short.toString('base64url') })).toBe(false);
    expect(isTaken((await makeKeys('ES384')).jwk)).toBe(false);
    expect(isTaken({ kty: 'oct', k: zeros })).toBe(false);
  });

  it('are at most five, and told apart by kid where they are several', async () => {
    const { jwk } = await makeKeys('ES256');
    const named = (kid: string) => ({ ...jwk, kid });
    expect(isTaken()).toBe(false);
    expect(isTaken(jwk, jwk)).toBe(false);
    expect(isTaken(named('a'), jwk)).toBe(false);
    expect(isTaken(named('a'), named('a'))).toBe(false);
    expect(isTaken(...['a', 'b', 'c', 'd', 'e'].map(named))).toBe(true);
    expect(isTaken(...['a', 'b', 'c', 'd', 'e', 'f'].map(named))).toBe(false);
  });
});
