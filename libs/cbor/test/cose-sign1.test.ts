import { describe, expect, it } from '@jest/globals';
import {
  CBOR_TAG,
  CborTag,
  coseKeyFromJwk,
  COSE_HEADER,
  createCoseSign1,
  decodeCbor,
  encodeCbor,
  jwkFromCoseKey,
  parseCoseSign1,
  readX5chain,
  verifyCoseSign1,
  x5chainOf,
  type CborValue,
} from '#cbor';
import {
  decodeHex,
  encodeHex,
  encodeUtf8,
  isCodedError,
  verifyWithWebCrypto,
  type PublicJwk,
  type SignatureToVerify,
} from '#primitives';
import vectors from '../../../test/vectors/cbor/cose-sign1.json' with { type: 'json' };
import { createSigner } from '../../sd-jwt-vc/test/fixtures.js';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return isCodedError(error) && error.fault === 'refusal' ? error.code : String(error);
  }
}

describe('a COSE signature', () => {
  it.each(vectors.messages)('of the working examples is judged: $name', async (vector) => {
    const message = parseCoseSign1(decodeCbor(decodeHex(vector.cbor)));
    const seen: SignatureToVerify[] = [];
    const valid = await verifyCoseSign1(message, vector.publicJwk as PublicJwk, (input) => {
      seen.push(input);
      return verifyWithWebCrypto(input);
    });
    expect(valid).toBe(vector.valid);
    if (vector.toBeSigned !== undefined)
      expect(seen.map((each) => encodeHex(each.message))).toEqual([vector.toBeSigned]);
  });

  it.each([
    [-7, true],
    [-9, true],
    [-8, false],
    [-35, false],
  ])('under algorithm %d by a key of P-256 is accepted: %s', async (algorithm, isAccepted) => {
    const signer = await createSigner();
    const payload = encodeUtf8('content');
    const protectedBytes = encodeCbor(new Map([[COSE_HEADER.algorithm, algorithm]]));
    const signature = await signer.sign(encodeCbor(['Signature1', protectedBytes, encodeUtf8(''), payload]));
    const message = parseCoseSign1([protectedBytes, new Map(), payload, signature]);
    expect(await verifyCoseSign1(message, signer.publicJwk, verifyWithWebCrypto)).toBe(isAccepted);
  });

  it('is verified after a journey, tagged or not', async () => {
    const signer = await createSigner();
    const payload = encodeUtf8('content');
    const signed = await createCoseSign1(
      { payload, protectedHeader: new Map([[COSE_HEADER.type, 'example']]) },
      signer,
    );
    for (const value of [signed, new CborTag(CBOR_TAG.coseSign1, signed)] as CborValue[]) {
      const message = parseCoseSign1(decodeCbor(encodeCbor(value)));
      expect([...message.protectedHeader]).toEqual([[1, -7], [16, 'example']]); // prettier-ignore
      expect(message.payload).toEqual(payload);
      expect(await verifyCoseSign1(message, signer.publicJwk, verifyWithWebCrypto)).toBe(true);
    }
  });

  it('over a payload that travels apart is verified with it, and with no other', async () => {
    const signer = await createSigner();
    const payload = encodeUtf8('apart');
    const message = parseCoseSign1(await createCoseSign1({ payload, isDetached: true }, signer));
    expect(message.payload).toBeNull();
    const verify = (detached?: Uint8Array) => verifyCoseSign1(message, signer.publicJwk, verifyWithWebCrypto, detached);
    expect(await verify(payload)).toBe(true);
    expect(await verify(encodeUtf8('other'))).toBe(false);
    expect(await verify()).toBe(false);
    const attached = parseCoseSign1(await createCoseSign1({ payload }, signer));
    expect(await verifyCoseSign1(attached, signer.publicJwk, verifyWithWebCrypto, payload)).toBe(false);
  });

  it('is refused for an algorithm outside the protected header, for another key’s, and for a critical parameter', async () => {
    const signer = await createSigner();
    const sign = async (protectedHeader: Map<number, CborValue>, unprotectedHeader: Map<number, CborValue>) => {
      const bytes = encodeCbor(protectedHeader);
      const input = encodeCbor(['Signature1', bytes, new Uint8Array(0), encodeUtf8('x')]);
      return parseCoseSign1([bytes, unprotectedHeader, encodeUtf8('x'), await signer.sign(input)]);
    };
    const verify = async (message: ReturnType<typeof parseCoseSign1>) =>
      verifyCoseSign1(message, signer.publicJwk, verifyWithWebCrypto);
    expect(await verify(await sign(new Map([[1, -7]]), new Map()))).toBe(true);
    expect(await verify(await sign(new Map(), new Map([[1, -7]])))).toBe(false);
    expect(await verify(await sign(new Map([[1, -8]]), new Map()))).toBe(false);
    expect(await verify(await sign(new Map<number, CborValue>([[1, -7], [2, [99]]]), new Map()))).toBe(false); // prettier-ignore
  });

  it.each<[string, CborValue]>([
    ['a text', 'COSE'],
    ['three parts', [new Uint8Array(0), new Map(), null]],
    ['a protected header that is a map', [new Map(), new Map(), null, new Uint8Array(64)]],
    ['a protected header of another content', [Uint8Array.of(0), new Map(), null, new Uint8Array(64)]],
    ['an unprotected header that is none', [new Uint8Array(0), [], null, new Uint8Array(64)]],
    ['a payload that is a text', [new Uint8Array(0), new Map(), 'x', new Uint8Array(64)]],
    ['a signature that is none', [new Uint8Array(0), new Map(), null, null]],
    ['a parameter in both headers', [encodeCbor(new Map([[1, -7]])), new Map([[1, -7]]), null, new Uint8Array(64)]],
    ['another tag', new CborTag(17, [new Uint8Array(0), new Map(), null, new Uint8Array(64)])],
  ])('is refused as malformed: %s', (_what, value) => {
    expect(codeOf(() => parseCoseSign1(value))).toBe('malformed_cose_sign1');
  });
});

describe('a COSE key', () => {
  it('is the bare key, there and back', async () => {
    const { publicJwk } = await createSigner();
    expect(jwkFromCoseKey(coseKeyFromJwk({ ...publicJwk, kid: 'mark' }))).toEqual(publicJwk);
    const ed25519: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(jwkFromCoseKey(coseKeyFromJwk(ed25519))).toEqual(ed25519);
  });

  it.each<[string, CborValue, string]>([
    ['no map', 'key', 'malformed_cose_key'],
    ['no coordinates', new Map([[1, 2], [-1, 1]]), 'unsupported_key'], // prettier-ignore
    ['another curve', new Map<number, CborValue>([[1, 2], [-1, 2], [-2, new Uint8Array(32)], [-3, new Uint8Array(32)]]), 'unsupported_key'], // prettier-ignore
    ['a compressed point', new Map<number, CborValue>([[1, 2], [-1, 1], [-2, new Uint8Array(32)], [-3, true]]), 'unsupported_key'], // prettier-ignore
  ])('is refused for %s', (_what, value, code) => {
    expect(codeOf(() => jwkFromCoseKey(value))).toBe(code);
  });
});

describe('a certificate chain in a COSE header', () => {
  it('is one certificate as it is, and several as an array', () => {
    for (const x5c of [['AAAA'], ['AAAA', 'BBBB']]) {
      const value = x5chainOf(x5c);
      expect(Array.isArray(value)).toBe(x5c.length > 1);
      expect(readX5chain(new Map([[COSE_HEADER.x5chain, value]]))).toEqual(x5c);
    }
    expect(readX5chain(new Map())).toEqual([]);
  });

  it.each<[string, CborValue]>([
    ['a text', 'AAAA'],
    ['nothing in it', []],
    ['a number in it', [7]],
    ['too many', Array<Uint8Array>(9).fill(new Uint8Array(1))],
  ])('is refused for %s', (_what, value) => {
    expect(codeOf(() => readX5chain(new Map([[COSE_HEADER.x5chain, value]])))).toBe('malformed_x5chain');
  });
});
