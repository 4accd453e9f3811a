import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CborTag, decodeCbor, EncodedCbor, encodeCbor, type CborValue } from '#cbor';
import { decodeHex, encodeHex, isCodedError } from '#primitives';
import rfc8949 from '../../../test/vectors/cbor/rfc8949.json' with { type: 'json' };
import { plainValue } from './plain-value.js';

function codeOf(hex: string, limits?: Parameters<typeof decodeCbor>[1]): string {
  try {
    decodeCbor(decodeHex(hex), limits);
    return 'accepted';
  } catch (error) {
    return isCodedError(error) && error.fault === 'refusal' ? error.code : String(error);
  }
}

describe('CBOR', () => {
  it.each(rfc8949.items)('reads $hex as RFC 8949 does, and writes its value in the one deterministic way', (item) => {
    const value = decodeCbor(decodeHex(item.hex));
    expect(plainValue(value)).toEqual(item.value);
    expect(encodeHex(encodeCbor(value))).toBe(item.encodesTo ?? item.hex);
  });

  it.each(rfc8949.notWellFormed.items)('refuses %s, which is not well-formed', (hex) => {
    // Two of them repeat a key before they end.
    expect(['malformed_cbor', 'cbor_duplicate_key']).toContain(codeOf(hex));
  });

  it.each([
    ['a key that stands twice', 'a201000100', 'cbor_duplicate_key'],
    ['a key that stands twice in another spelling', 'a20100180100', 'cbor_duplicate_key'],
    ['a key that is an array', 'a18000', 'cbor_key_unsupported'],
    ['a key that is not a number', 'a1f97e0000', 'cbor_key_unsupported'],
    ['a text that is not UTF-8', '61ff', 'malformed_cbor'],
    ['a chunk that ends within a character', '7f61c361bcff', 'malformed_cbor'],
    ['octets after its end', '0000', 'malformed_cbor'],
    ['nothing', '', 'malformed_cbor'],
    ['a tag beyond what a number holds', 'dbffffffffffffffff00', 'malformed_cbor'],
  ])('refuses %s', (_what, hex, code) => {
    expect(codeOf(hex)).toBe(code);
  });

  it('refuses what is too large, too deep or too much, before it costs anything', () => {
    const limits = { maxLength: 64, maxDepth: 3, maxItems: 8 };
    expect(codeOf('58ff'.padEnd(130, '0'), limits)).toBe('cbor_too_large');
    expect(codeOf('8181818100', limits)).toBe('cbor_too_deep');
    expect(codeOf('c1c1c1c100', limits)).toBe('cbor_too_deep');
    expect(codeOf('880001020304050607', limits)).toBe('cbor_too_many_items');
    expect(codeOf(`5f${'40'.repeat(8)}ff`, limits)).toBe('cbor_too_many_items');
    expect(codeOf('9b0000ffffffffffff')).toBe('malformed_cbor');
  });

  it('keeps the octets of a tagged item, since a digest is over them', () => {
    const [tagged] = decodeCbor(decodeHex('81d81859000100')) as [CborTag];
    expect(encodeHex(tagged.encoded as Uint8Array)).toBe('d81859000100');
  });

  it('keeps a name of the prototype as a key like others', () => {
    const map = decodeCbor(decodeHex('a1695f5f70726f746f5f5f01')) as Map<string, number>;
    expect([...map]).toEqual([['__proto__', 1]]);
  });

  it('writes what is encoded already as it is', () => {
    expect(encodeHex(encodeCbor([new EncodedCbor(decodeHex('1800')), 1]))).toBe('82180001');
  });

  it('sorts any keys by their octets', () => {
    const keys = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.integer(), fc.maxSafeInteger(), fc.bigInt(1n << 60n, 1n << 63n))); // prettier-ignore
    fc.assert(
      fc.property(keys, (given) => {
        const map = new Map(given.map((key) => [typeof key === 'bigint' && key <= 9007199254740991n ? 0 : key, 0]));
        const written = [...(decodeCbor(encodeCbor(map)) as typeof map).keys()].map((key) =>
          encodeHex(encodeCbor(key)),
        );
        expect(written).toEqual(written.toSorted());
      }),
    );
  });

  it('sorts keys by their octets', () => {
    const keys = [10, 100, -1, 'z', 'aa', ''];
    const map = new Map(keys.toReversed().map((key) => [key, 0]));
    expect(encodeHex(encodeCbor(map))).toBe('a60a00186400200060006' + '17a006261' + '6100');
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(cborValues(), (value) => {
        const encoded = encodeCbor(value);
        const again = decodeCbor(encoded);
        expect(encodeHex(encodeCbor(again))).toBe(encodeHex(encoded));
      }),
    );
  });

  it('refuses any octets with a code, or reads them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          decodeCbor(bytes);
        } catch (error) {
          expect(isCodedError(error) && error.fault).toBe('refusal');
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function cborValues(): fc.Arbitrary<CborValue> {
  return fc.letrec<{ value: CborValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, undefined, true, false),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.float(),
      fc.bigInt({ min: -(1n << 64n), max: (1n << 64n) - 1n }).map((each) => BigInt.asIntN(65, each)),
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)), // prettier-ignore
      fc.tuple(fc.nat(), tie('value')).map(([tag, content]) => new CborTag(tag, content)),
    ),
  })).value;
}
