import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CompactEncrypt, importJWK, type CompactJWEHeaderParameters } from 'jose';
import type { EncryptionJwk } from '#openid4vp';
import { decodeBase64url, decodeHex, encodeBase64url, encodeUtf8 } from '#primitives';
import type { SecretBox } from '#service-kit/vault';
import { decryptResponse } from '../src/presentation-exchange/decrypt-response.js';
import { createResponseKey, encryptionJwk } from '../src/presentation-exchange/response-key.js';

const vector = JSON.parse(readFileSync('test/vectors/openid4vp/encrypted-response.json', 'utf8')) as {
  jwk: EncryptionJwk & { d: string };
  jwe: string;
  payload: unknown;
};
const key = { kid: 'ac', privateBytes: decodeBase64url(vector.jwk.d) };
const { kty, crv, x, y } = vector.jwk;

async function encrypt(
  header: Partial<CompactJWEHeaderParameters> = {},
  parties: { apu?: Uint8Array; apv?: Uint8Array } = {},
) {
  return new CompactEncrypt(encodeUtf8('{"a":1}'))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'ac', ...header })
    .setKeyManagementParameters(parties)
    .encrypt(await importJWK({ kty, crv, x, y }, header.alg ?? 'ECDH-ES'));
}
function withHeader(jwe: string, change: object): string {
  const [header = '', ...rest] = jwe.split('.');
  const changed = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), ...change };
  return [encodeBase64url(encodeUtf8(JSON.stringify(changed))), ...rest].join('.');
}
const refused = expect.objectContaining({ code: 'response_not_decrypted', fault: 'refusal' }) as unknown as Error;

describe('An encrypted response', () => {
  test('of the specification is opened', () => {
    expect(JSON.parse(new TextDecoder().decode(decryptResponse(vector.jwe, key)))).toEqual(vector.payload);
  });
  test.each(['A128GCM', 'A256GCM'] as const)(
    'by another library is opened: %s, with and without parties',
    async (enc) => {
      expect(new TextDecoder().decode(decryptResponse(await encrypt({ enc }), key))).toBe('{"a":1}');
      const parties = { apu: encodeUtf8('wallet'), apv: encodeUtf8('nonce') };
      expect(new TextDecoder().decode(decryptResponse(await encrypt({ enc }, parties), key))).toBe('{"a":1}');
    },
  );
  test.each<[string, Partial<CompactJWEHeaderParameters>]>([
    ['key wrapping', { alg: 'ECDH-ES+A128KW' }],
    ['another content encryption', { enc: 'A128CBC-HS256' }],
    ['another key id', { kid: 'ad' }],
  ])('is refused with %s', async (_words, header) => {
    const jwe = await encrypt(header);
    expect(() => decryptResponse(jwe, key)).toThrow(refused);
  });
  test('is refused with extensions, compression, another algorithm, or a point off the curve', async () => {
    const jwe = await encrypt();
    const zero = encodeBase64url(new Uint8Array(32));
    for (const change of [
      { crit: ['exp'] },
      { zip: 'DEF' },
      { alg: 'dir' },
      { alg: 'none' },
      { epk: { kty: 'EC', crv: 'P-256', x: zero, y: zero } },
      { epk: { kty: 'EC', crv: 'P-256', x, y: zero } },
      { epk: { kty: 'EC', crv: 'P-384', x, y } },
      { epk: { kty: 'OKP', crv: 'X25519', x } },
      { epk: 'x' },
      { apu: 1 },
    ]) {
      expect(() => decryptResponse(withHeader(jwe, change), key)).toThrow(refused);
    }
  });
  test('is refused altered, cut, under another key, or not a JWE', async () => {
    const jwe = await encrypt();
    const parts = jwe.split('.');
    const altered = parts.map((part, index) => {
      const flipped = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
      return parts.map((each, place) => (place === index ? flipped : each)).join('.');
    });
    for (const text of [...altered, '', '....', 'a.b.c.d.e', parts.slice(0, 4).join('.'), `${jwe}.x`, 'e30..a.b.c']) {
      expect(() => decryptResponse(text, key)).toThrow(refused);
    }
    const other = { kid: 'ac', privateBytes: new Uint8Array(32).fill(1) };
    expect(() => decryptResponse(jwe, other)).toThrow(refused);
    const shortTag = [...parts.slice(0, 4), (parts[4] ?? '').slice(0, 6)].join('.');
    expect(() => decryptResponse(shortTag, key)).toThrow(refused);
  });
});

test('each request has a key pair of its own; octets that are no private key are drawn again', async () => {
  const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
  const draws = [new Uint8Array(32), decodeHex(order), new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const sealed: Uint8Array[] = [];
  const secretBox = {
    seal: (_purpose: string, secret: Uint8Array) => String(sealed.push(secret)),
  } as unknown as SecretBox;
  const tools = { random: () => draws.shift() ?? new Uint8Array(32), secretBox };
  const keys = [
    createResponseKey({ tenantId: 'a', id: 'b' }, tools),
    createResponseKey({ tenantId: 'a', id: 'c' }, tools),
  ];
  expect(sealed).toEqual([new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]);
  for (const [index, made] of keys.entries()) {
    const jwk = encryptionJwk(made);
    const header = { alg: 'ECDH-ES', enc: 'A128GCM', kid: jwk.kid };
    const jwe = await new CompactEncrypt(encodeUtf8('{}')).setProtectedHeader(header).encrypt(await importJWK(jwk));
    const opened = (privateBytes: Uint8Array) => decryptResponse(jwe, { kid: jwk.kid, privateBytes });
    expect(new TextDecoder().decode(opened(sealed[index] as Uint8Array))).toBe('{}');
    expect(() => opened(sealed[1 - index] as Uint8Array)).toThrow(refused);
  }
});
