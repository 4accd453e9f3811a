import { readFileSync } from 'node:fs';
import { createPrivateKey, createECDH, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createJws, decodeBase64url, encodeHex, refusal, verifyWithWebCrypto, type Signer } from '#primitives';
import {
  inflateWithStreams,
  isStatusListFresh,
  parseStatusListToken,
  readStatusList,
  statusAt,
  statusListDigest,
  type StatusListSnapshot,
} from '#status-list';
import {
  compressStatuses,
  createStatuses,
  createStatusListJwt,
  digestStatusList,
  inflateWithZlib,
  setStatus,
} from '#status-list/server';

type Bits = StatusListSnapshot['bits'];
interface Vectors {
  small: { bytes: string; bits: Bits; lst: string }[];
  lists: { bits: Bits; lst: string; statuses: [number, number][] }[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/vectors/token-status-list/status-lists.json', import.meta.url), 'utf8'),
) as Vectors;
const coded = (code: string) => expect.objectContaining({ code });
const LIST_SIZE = 2 ** 20;

function createSigner(): Signer {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const d = ecdh.getPrivateKey().toString('base64url');
  const key = createPrivateKey({ key: { ...jwk, d }, format: 'jwk' });
  return {
    suite: 'ES256',
    publicJwk: jwk,
    sign: (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

const signer = createSigner();
const URI = 'http://localhost:4003/status-lists/regie-des-eaux/1';
const resolveSigner = () => ({ publicJwk: signer.publicJwk, keyDigest: 'digest' });
const reading = { uri: URI, inflate: inflateWithZlib, resolveSigner, verifySignature: verifyWithWebCrypto };
const list = async (statuses: Uint8Array, bits: Bits = 1) => ({
  uri: URI,
  bits,
  compressed: await compressStatuses(statuses),
  issuedAt: 1000,
  expiresAt: 5000,
  ttl: 60,
  version: 3,
  x5c: ['TEVBRg=='],
  signer,
});

describe('published vectors of Token Status List', () => {
  for (const inflate of [inflateWithZlib, inflateWithStreams]) {
    test(`unpacks and reads lists of 1, 2, 4 and 8 bits (${inflate === inflateWithZlib ? 'zlib' : 'streams'})`, async () => {
      for (const { bits, lst, statuses } of vectors.lists) {
        const unpacked = { bits, statuses: await inflate(decodeBase64url(lst), 2 ** 20) };
        expect(unpacked.statuses).toHaveLength((LIST_SIZE * bits) / 8);
        const ours = createStatuses(LIST_SIZE, bits);
        for (const [idx, status] of statuses) {
          expect(statusAt(unpacked, idx)).toBe(status);
          setStatus(ours, bits, idx, status);
        }
        expect(Buffer.compare(ours, unpacked.statuses)).toBe(0);
      }
    });
  }

  test('packs from the least significant bit', async () => {
    for (const { bytes, lst } of vectors.small) {
      expect(encodeHex(await inflateWithZlib(decodeBase64url(lst), 16))).toBe(bytes);
    }
  });
});

test('a list is digested for its anchor in slices as in one go', async () => {
  for (const size of [64, 2 ** 20, 3_000_000]) {
    const statuses = createStatuses(size, 2);
    setStatus(statuses, 2, size - 3, 2);
    const toDigest = { issuer: 'did:web:water.example', uri: URI, version: 7, bits: 2 as const, statuses };
    expect(await digestStatusList(toDigest)).toBe(statusListDigest(toDigest));
  }
});

describe('a status list token', () => {
  test('comes back as it was published, with its version', async () => {
    const statuses = createStatuses(64, 1);
    setStatus(statuses, 1, 9, 1);
    const token = await createStatusListJwt(await list(statuses));
    const snapshot = await readStatusList({ ...reading, token });
    expect(snapshot).toMatchObject({ uri: URI, bits: 1, issuedAt: 1000, expiresAt: 5000, ttl: 60, version: 3 });
    expect(snapshot.signerKeyDigest).toBe('digest');
    expect([8, 9, 10].map((idx) => statusAt(snapshot, idx))).toEqual([0, 1, 0]);
    expect(parseStatusListToken(token).x5c).toEqual(['TEVBRg==']);
  });

  test('is refused under another address, another key, another type, and where its signer is unknown', async () => {
    const token = await createStatusListJwt(await list(createStatuses(64, 1)));
    await expect(readStatusList({ ...reading, token, uri: `${URI}0` })).rejects.toThrow(coded('status_list_other_uri'));
    const stranger = () => ({ publicJwk: createSigner().publicJwk, keyDigest: 'digest' });
    await expect(readStatusList({ ...reading, token, resolveSigner: stranger })).rejects.toThrow(
      coded('status_list_bad_signature'),
    );
    const unknown = () => {
      throw refusal('chain_untrusted', 'The chain ends nowhere.');
    };
    await expect(readStatusList({ ...reading, token, resolveSigner: unknown })).rejects.toThrow(
      coded('chain_untrusted'),
    );
    const other = await createJws({ typ: 'JWT' }, {}, signer);
    expect(() => parseStatusListToken(other)).toThrow(coded('status_list_wrong_type'));
  });

  test('is refused where it is malformed', async () => {
    const right = {
      sub: URI,
      iat: 1,
      exp: 2,
      ttl: 1,
      status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' },
      incola_version: 1,
    };
    const wrong = [
      { ...right, sub: 1 },
      { ...right, iat: '1' },
      { ...right, exp: -1 },
      { ...right, ttl: 0 },
      { ...right, incola_version: 1.5 },
      { ...right, status_list: { bits: 3, lst: '' } },
      { ...right, status_list: { bits: 1 } },
      { ...right, status_list: null },
    ];
    for (const payload of wrong) {
      const token = await createJws({ typ: 'statuslist+jwt' }, payload, signer);
      expect(() => parseStatusListToken(token)).toThrow(coded('malformed_status_list'));
    }
  });

  test('is refused where it unpacks to more than allowed, or not at all', async () => {
    const bomb = deflateSync(Buffer.alloc(100_000_000)).toString('base64url');
    const payload = (lst: string) => ({ sub: URI, iat: 1, status_list: { bits: 1, lst } });
    for (const inflate of [inflateWithZlib, inflateWithStreams]) {
      for (const lst of [bomb, 'AAAA']) {
        const token = await createJws({ typ: 'statuslist+jwt' }, payload(lst), signer);
        await expect(readStatusList({ ...reading, inflate, token })).rejects.toThrow(coded('status_list_corrupt'));
      }
    }
  });
});

describe('reading a snapshot', () => {
  test('says nothing of an index out of range', () => {
    const snapshot = { bits: 1 as const, statuses: new Uint8Array(2) };
    expect(statusAt(snapshot, 15)).toBe(0);
    for (const idx of [16, -1, 1.5, Number.NaN, 2 ** 60]) expect(statusAt(snapshot, idx)).toBeUndefined();
  });

  test('counts ttl from iat, and a list without an end is never fresh', () => {
    const fresh = { issuedAt: 1000, expiresAt: 5000, ttl: 60 };
    expect(isStatusListFresh(fresh, 1065, 5)).toBe(true);
    expect(isStatusListFresh(fresh, 1066, 5)).toBe(false);
    expect(isStatusListFresh(fresh, 994, 5)).toBe(false);
    expect(isStatusListFresh({ ...fresh, ttl: null }, 5004, 5)).toBe(true);
    expect(isStatusListFresh({ ...fresh, ttl: null }, 5005, 5)).toBe(false);
    expect(isStatusListFresh({ ...fresh, ttl: null, expiresAt: null }, 1001, 5)).toBe(false);
  });

  test('has a digest that names issuer, address, version, width and bits', () => {
    const statuses = createStatuses(16, 1);
    const anchored = { issuer: 'did:web:issuer.example', uri: URI, version: 1, bits: 1 as const, statuses };
    const digest = statusListDigest(anchored);
    expect(digest).toBe('1u7QKFkLKHRED_3E0KQlLZMaolBUaibcF3DKjr1ATG4');
    const revoked = createStatuses(16, 1);
    setStatus(revoked, 1, 3, 1);
    const others = [
      { ...anchored, issuer: 'did:web:other.example' },
      { ...anchored, uri: `${URI}/2` },
      { ...anchored, version: 2 },
      { ...anchored, bits: 2 as const },
      { ...anchored, statuses: revoked },
    ];
    for (const other of others) expect(statusListDigest(other)).not.toBe(digest);
  });
});
