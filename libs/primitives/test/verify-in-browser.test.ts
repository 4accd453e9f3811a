import { describe, expect, it } from '@jest/globals';
import {
  createBrowserVerifySignature,
  encodeBase64url,
  encodeUtf8,
  verifyWithWebCrypto,
  type PublicJwk,
  type SignatureToVerify,
  type VerifySignature,
} from '#primitives';

/** A browser without Ed25519, whose Web Crypto answers as it does for a key that it cannot import. */
const withoutEd25519: VerifySignature = (input) => input.publicJwk.kty === 'EC' && verifyWithWebCrypto(input);
const sides: [string, () => VerifySignature][] = [
  ['where the browser has it', () => createBrowserVerifySignature()],
  ['where the browser has it not', () => createBrowserVerifySignature(withoutEd25519)],
];

async function sign(algorithm: 'Ed25519' | 'ES256'): Promise<SignatureToVerify> {
  const name = algorithm === 'Ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const pair = (await crypto.subtle.generateKey(name, true, ['sign', 'verify'])) as CryptoKeyPair;
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const message = encodeUtf8('checkpoint');
  const signature = new Uint8Array(await crypto.subtle.sign(name, pair.privateKey, message.slice()));
  const publicJwk = (kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x }) as PublicJwk;
  return { publicJwk, message, signature };
}
type CryptoKeyPair = { publicKey: Parameters<typeof crypto.subtle.exportKey>[1]; privateKey: never };

describe.each(sides)('a signature by Ed25519, %s', (_where, create) => {
  it('is verified', async () => {
    expect(await create()(await sign('Ed25519'))).toBe(true);
  });

  it.each<[string, (signed: SignatureToVerify) => Partial<SignatureToVerify>]>([
    ['over another message', () => ({ message: encodeUtf8('another') })],
    [
      'with a bit changed',
      ({ signature }) => ({ signature: signature.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) }),
    ],
    ['that was cut', ({ signature }) => ({ signature: signature.slice(1) })],
    [
      'of another key',
      () => ({ publicJwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32).fill(9)) } }),
    ],
    ['of a key that is none', () => ({ publicJwk: { kty: 'OKP', crv: 'Ed25519', x: 'not base64url!' } })],
  ])('is refused %s', async (_how, change) => {
    const signed = await sign('Ed25519');
    expect(await create()({ ...signed, ...change(signed) })).toBe(false);
  });

  it('stands beside ES256', async () => {
    const signed = await sign('ES256');
    expect(await create()(signed)).toBe(true);
    expect(await create()({ ...signed, message: encodeUtf8('another') })).toBe(false);
  });
});
