import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  createJws,
  encodeBase64url,
  encodeUtf8,
  jwkThumbprint,
  parseJws,
  verifyJws,
  verifyWithWebCrypto,
  type PublicJwk,
  type Signer,
} from '#primitives';

async function makeSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    suite: 'ES256',
    publicJwk: { kty: 'EC', crv: 'P-256', x: x as string, y: y as string },
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message.slice())),
  };
}

describe('JWS in compact serialization', () => {
  let signer: Signer;
  let other: Signer;
  beforeAll(async () => {
    signer = await makeSigner();
    other = await makeSigner();
  });

  it('is verified with the key that signed it and no other', async () => {
    const jws = parseJws(await createJws({ typ: 'example+jwt' }, { sub: 'x' }, signer));
    expect(jws.header).toEqual({ alg: 'ES256', typ: 'example+jwt' });
    expect(await verifyJws(jws, signer.publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(await verifyJws(jws, other.publicJwk, verifyWithWebCrypto)).toBe(false);
  });

  it('refuses alg none, an algorithm that is not the key’s, and a critical header that it does not know', async () => {
    const [, payload, signature] = (await createJws({}, { sub: 'x' }, signer)).split('.') as [string, string, string];
    for (const header of [{ alg: 'none' }, { alg: 'EdDSA' }, { alg: 'ES256', crit: ['exp'] }]) {
      const forged = `${encodeBase64url(encodeUtf8(JSON.stringify(header)))}.${payload}.${signature}`;
      expect(await verifyJws(parseJws(forged), signer.publicJwk, verifyWithWebCrypto)).toBe(false);
    }
  });

  it('refuses a changed payload and a signature of another length', async () => {
    const [header, , signature] = (await createJws({}, { sub: 'x' }, signer)).split('.') as [string, string, string];
    const changed = parseJws(`${header}.${encodeBase64url(encodeUtf8('{"sub":"y"}'))}.${signature}`);
    expect(await verifyJws(changed, signer.publicJwk, verifyWithWebCrypto)).toBe(false);
    expect(await verifyJws({ ...changed, signature: new Uint8Array(63) }, signer.publicJwk, verifyWithWebCrypto)).toBe(
      false,
    );
  });

  it('refuses to take apart what has not three parts or no JSON objects', () => {
    for (const text of ['', 'a.b', 'a.b.c.d', '..', `${encodeBase64url(encodeUtf8('[]'))}.e30.AA`]) {
      expect(() => parseJws(text)).toThrow(expect.objectContaining({ fault: 'refusal' }));
    }
  });

  it('computes the thumbprint of RFC 8037 Appendix A.3', () => {
    const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(jwkThumbprint(jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});
