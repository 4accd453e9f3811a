import { readFileSync } from 'node:fs';
import { createPrivateKey, createECDH, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  CBOR_TAG,
  CborTag,
  createCoseSign1,
  decodeCbor,
  EncodedCbor,
  encodeCbor,
  isCborMap,
  type CborValue,
} from '#cbor';
import { decodeHex, encodeHex, verifyWithWebCrypto, type Signer } from '#primitives';
import {
  IDENTIFIER_LIST_CWT_MEDIA_TYPE,
  inflateWithStreams,
  parseStatusListToken,
  readStatusList,
  STATUS_LIST_CWT_MEDIA_TYPE,
  statusAt,
  type StatusListSnapshot,
} from '#status-list';
import { compressStatuses, createStatuses, createStatusListCwt, inflateWithZlib, setStatus } from '#status-list/server';

type Bits = StatusListSnapshot['bits'];
const vectorsOf = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/vectors/token-status-list/${name}.json`, import.meta.url), 'utf8'));
const vectors = vectorsOf('status-lists-cbor') as {
  small: { bytes: string; bits: Bits; cbor: string }[];
  lists: { bits: Bits; cbor: string }[];
  statusListToken: string;
  referencedToken: string;
  statusListJwt: string;
};
const { lists } = vectorsOf('status-lists') as { lists: { bits: Bits; statuses: [number, number][] }[] };
const coded = (code: string) => expect.objectContaining({ code });
const URI = 'https://provider.example/status-lists/water/1';

function createSigner(): Signer {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const key = createPrivateKey({
    key: { ...publicJwk, d: ecdh.getPrivateKey().toString('base64url') },
    format: 'jwk',
  });
  return { suite: 'ES256', publicJwk, sign: (message) => sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }) };
}

const signer = createSigner();
const reading = {
  uri: URI,
  inflate: inflateWithZlib,
  resolveSigner: () => ({ publicJwk: signer.publicJwk, keyDigest: 'digest' }),
  verifySignature: verifyWithWebCrypto,
};
const list = async (statuses = createStatuses(64, 1)) => ({
  ...{ uri: URI, bits: 1 as const, compressed: await compressStatuses(statuses), issuedAt: 1000, expiresAt: 5000 },
  ...{
    ttl: 60,
    version: 3,
    x5c: ['TEVBRg==', 'Uk9PVA=='],
    aggregationUri: 'https://provider.example/status-lists/water',
  },
  signer,
});

/** A token whose claims or headers are changed after the fashion of a careless or malicious signer. */
async function tokenWith(change: {
  claims?: (claims: Map<string | number | bigint, CborValue>) => void;
  header?: [number, CborValue][];
  tag?: number;
}): Promise<Uint8Array> {
  const good = decodeCbor(await createStatusListCwt(await list())) as CborTag;
  const [, unprotectedHeader, payload] = good.content as [Uint8Array, ReadonlyMap<number, CborValue>, Uint8Array];
  const claims = new Map(decodeCbor(payload) as ReadonlyMap<string | number, CborValue>);
  change.claims?.(claims);
  const protectedHeader = new Map<number, CborValue>(change.header ?? [[16, STATUS_LIST_CWT_MEDIA_TYPE]]);
  const message = await createCoseSign1({ protectedHeader, unprotectedHeader, payload: encodeCbor(claims) }, signer);
  return encodeCbor(
    change.tag === undefined ? new CborTag(CBOR_TAG.coseSign1, message) : new CborTag(change.tag, message),
  );
}

describe('published vectors of Token Status List in CBOR', () => {
  test('unpack to lists of 1, 2, 4 and 8 bits that say what the text says', async () => {
    for (const { bits, cbor } of vectors.lists) {
      const read = decodeCbor(decodeHex(cbor));
      if (!isCborMap(read)) throw new Error('a status list is a map');
      expect(read.get('bits')).toBe(bits);
      const statuses = await inflateWithZlib(read.get('lst') as Uint8Array, 2 ** 20);
      const told = lists.find((one) => one.bits === bits)?.statuses ?? [];
      expect(told.length).toBeGreaterThan(10);
      for (const [idx, status] of told) expect(statusAt({ bits, statuses }, idx)).toBe(status);
    }
    for (const { bits, cbor, bytes } of vectors.small) {
      const read = decodeCbor(decodeHex(cbor)) as ReadonlyMap<string, CborValue>;
      expect(read.get('bits')).toBe(bits);
      expect(encodeHex(await inflateWithStreams(read.get('lst') as Uint8Array, 16))).toBe(bytes);
    }
  });

  test('hold a token in each format with the same claims', () => {
    const claims = {
      uri: 'https://example.com/statuslists/1',
      issuedAt: 1686920170,
      expiresAt: 2291720170,
      ttl: 43200,
    };
    for (const token of [vectors.statusListJwt, decodeHex(vectors.statusListToken)]) {
      expect(parseStatusListToken(token)).toMatchObject({ ...claims, bits: 1, version: 0, x5c: [] });
    }
    const [jwt, cwt] = [vectors.statusListJwt, decodeHex(vectors.statusListToken)].map(parseStatusListToken);
    expect(encodeHex(cwt?.compressed as Uint8Array)).toBe(encodeHex(jwt?.compressed as Uint8Array));
  });

  test('hold a referenced token whose status names the list', () => {
    const [, , payload] = (decodeCbor(decodeHex(vectors.referencedToken)) as CborTag).content as CborValue[];
    const status = (decodeCbor(payload as Uint8Array) as ReadonlyMap<number, CborValue>).get(65535);
    const entry = (status as ReadonlyMap<string, CborValue>).get('status_list') as ReadonlyMap<string, CborValue>;
    expect([entry.get('idx'), entry.get('uri')]).toEqual([0, 'https://example.com/statuslists/1']);
  });
});

describe('a status list token in CWT format', () => {
  test('comes back as it was published, tagged as COSE_Sign1 and not as CWT', async () => {
    const statuses = createStatuses(64, 1);
    setStatus(statuses, 1, 9, 1);
    const token = await createStatusListCwt(await list(statuses));
    expect(encodeHex(token).slice(0, 4)).toBe('d284');
    const snapshot = await readStatusList({ ...reading, token });
    expect(snapshot).toMatchObject({ uri: URI, bits: 1, issuedAt: 1000, expiresAt: 5000, ttl: 60, version: 3 });
    expect([8, 9, 10].map((idx) => statusAt(snapshot, idx))).toEqual([0, 1, 0]);
    const parsed = parseStatusListToken(token);
    expect(parsed.x5c).toEqual(['TEVBRg==', 'Uk9PVA==']);
    expect(parsed.aggregationUri).toBe('https://provider.example/status-lists/water');
  });

  test('is refused under another address, with another key, and altered by one bit', async () => {
    const token = await createStatusListCwt(await list());
    await expect(readStatusList({ ...reading, token, uri: `${URI}0` })).rejects.toThrow(coded('status_list_other_uri'));
    const stranger = () => ({ publicJwk: createSigner().publicJwk, keyDigest: 'digest' });
    const bad = coded('status_list_bad_signature');
    await expect(readStatusList({ ...reading, token, resolveSigner: stranger })).rejects.toThrow(bad);
    const altered = token.slice();
    altered[altered.length - 1]! ^= 1;
    await expect(readStatusList({ ...reading, token: altered })).rejects.toThrow(bad);
  });

  test.each<[string, string, Parameters<typeof tokenWith>[0]]>([
    ['no type', 'status_list_wrong_type', { header: [] }],
    ['another type', 'status_list_wrong_type', { header: [[16, 'application/cwt']] }],
    ['the tag of CWT', 'malformed_status_list', { tag: CBOR_TAG.cwt }],
    ['a MAC in place of a signature', 'malformed_status_list', { tag: 17 }],
    ['no subject', 'malformed_status_list', { claims: (claims) => void claims.delete(2) }],
    ['no time of issue', 'malformed_status_list', { claims: (claims) => void claims.delete(6) }],
    ['a ttl of nothing', 'malformed_status_list', { claims: (claims) => void claims.set(65534, 0) }],
    ['an expiry that is a text', 'malformed_status_list', { claims: (claims) => void claims.set(4, 'soon') }],
    ['no list', 'malformed_status_list', { claims: (claims) => void claims.delete(65533) }],
    [
      'three bits a status',
      'malformed_status_list',
      {
        claims: (claims) =>
          void claims.set(
            65533,
            new Map<string, CborValue>([
              ['bits', 3],
              ['lst', Uint8Array.of(1)],
            ]),
          ),
      },
    ],
    [
      'a list that is a text',
      'malformed_status_list',
      {
        claims: (claims) =>
          void claims.set(
            65533,
            new Map<string, CborValue>([
              ['bits', 1],
              ['lst', 'eNpjAAA'],
            ]),
          ),
      },
    ],
  ])('is refused with %s', async (_what, code, change) => {
    const token = await tokenWith(change);
    expect(() => parseStatusListToken(token)).toThrow(coded(code));
  });

  test('is refused where its octets are no CBOR', () => {
    expect(() => parseStatusListToken(Uint8Array.of(0xd2, 0x84))).toThrow();
    expect(() => parseStatusListToken(new Uint8Array(0))).toThrow();
  });
});

describe('an identifier list of mdocs', () => {
  /** Identifiers are byte strings as keys, which are written by hand here: { "identifiers": { h'…': {} } }. */
  const identifiers = (...ids: string[]) =>
    decodeHex(`a16b6964656e74696669657273${(0xa0 + ids.length).toString(16)}${ids.map((id) => `44${id}a0`).join('')}`);
  const tokenOf = (list: CborValue, more?: (claims: Map<string | number | bigint, CborValue>) => void) =>
    tokenWith({
      header: [[16, IDENTIFIER_LIST_CWT_MEDIA_TYPE]],
      claims: (claims) => {
        claims.delete(65533);
        claims.set(65530, list);
        more?.(claims);
      },
    });

  test('names what is revoked', async () => {
    const token = await tokenOf(new EncodedCbor(identifiers('0a141e28', '01020304')));
    const read = await readStatusList({ ...reading, token });
    expect(read.revokedIdentifiers).toEqual(new Set(['ChQeKA', 'AQIDBA']));
    expect(read.statuses).toHaveLength(0);
    const none = await readStatusList({ ...reading, token: await tokenOf(new EncodedCbor(identifiers())) });
    expect(none.revokedIdentifiers).toEqual(new Set());
  });

  test('is refused where it is a status list too, names one twice, or names none', async () => {
    const list = new EncodedCbor(identifiers('0a141e28'));
    const both = await tokenOf(list, (claims) => claims.set(65533, new Map([['bits', 1]])));
    await expect(readStatusList({ ...reading, token: both })).rejects.toEqual(coded('malformed_status_list'));
    const twice = await tokenOf(new EncodedCbor(identifiers('0a141e28', '0a141e28')));
    await expect(readStatusList({ ...reading, token: twice })).rejects.toEqual(coded('cbor_duplicate_key'));
    const without = await tokenOf(new Map([['other', 1]]));
    await expect(readStatusList({ ...reading, token: without })).rejects.toEqual(coded('malformed_status_list'));
    const elsewhere = await tokenWith({ claims: (claims) => void claims.set(65530, new Map()) });
    await expect(readStatusList({ ...reading, token: elsewhere })).rejects.toEqual(coded('malformed_status_list'));
  });
});
