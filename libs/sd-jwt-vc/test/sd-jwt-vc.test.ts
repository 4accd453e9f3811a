import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SDJwtInstance } from '@sd-jwt/core';
import {
  platformRandom,
  verifyJws,
  verifyWithWebCrypto,
  type JsonObject,
  type PublicJwk,
  type Signer,
} from '#primitives';
import { discloseClaims, issueSdJwtVc, parseSdJwtVc, presentationHash, presentSdJwtVc } from '#sd-jwt-vc';
import { createSigner } from './fixtures.js';

interface Vectors {
  issuerKey: PublicJwk;
  issuance: string;
  presentation: string;
  keyBindingPayload: JsonObject;
  payload: JsonObject;
  verifiedContents: JsonObject;
  disclosures: { encoded: string; digest?: string; name?: string; value: string }[];
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/vectors/sd-jwt/sd-jwt.json', import.meta.url), 'utf8'),
) as Vectors;

const coded = (code: string) => expect.objectContaining({ code });
const CLAIMS: JsonObject = {
  given_name: 'Élodie',
  family_name: 'Exemple',
  address: { street_address: '12 bis rue des Essais', locality: 'Ville-Fictive', postal_code: '01234' },
  resident_for_months_equal_or_over: { '3': true, '12': false },
};

let issuer: Signer;
let holder: Signer;
let credential: string;
beforeAll(async () => {
  issuer = await createSigner();
  holder = await createSigner();
  credential = await issueSdJwtVc(
    {
      vct: 'urn:incola:residency:1',
      claims: CLAIMS,
      holderKey: { ...holder.publicJwk, kid: 'links-presentations' },
      status: { idx: 7, uri: 'https://status.example/lists/1' },
      issuedAt: 1_800_000_000,
      expiresAt: 1_801_209_600,
      x5c: ['TEVBRg=='],
    },
    { signer: issuer, random: platformRandom },
  );
});

describe('published vectors', () => {
  test('reads the presentation of OpenID4VP 1.0, whose signature, sd_hash and claims come out as printed', async () => {
    const parsed = parseSdJwtVc(vectors.presentation);
    expect(parsed.payload).toEqual(vectors.payload);
    expect(await verifyJws(parsed, vectors.issuerKey, verifyWithWebCrypto)).toBe(true);
    const { claims } = discloseClaims(parsed);
    expect(claims).toEqual(vectors.verifiedContents);
    const keyBinding = parsed.keyBinding!;
    expect(keyBinding.payload).toEqual(vectors.keyBindingPayload);
    expect(presentationHash(keyBinding.hashedText)).toBe(vectors.keyBindingPayload.sd_hash);
    const { jwk } = claims.cnf as { jwk: PublicJwk };
    expect(await verifyJws(keyBinding, jwk, verifyWithWebCrypto)).toBe(true);
  });

  test('reads the disclosures of RFC 9901 §4.2, whatever their white space and escapes', () => {
    const [jwt] = vectors.issuance.split('~');
    for (const { encoded, digest, name, value } of vectors.disclosures) {
      const [disclosure] = parseSdJwtVc(`${jwt}~${encoded}~`).disclosures;
      expect(disclosure).toMatchObject(name === undefined ? { value } : { name, value });
      if (digest !== undefined) expect(disclosure!.digest).toBe(digest);
    }
  });
});

describe('issuing', () => {
  test('signs a dc+sd-jwt with x5c, cnf, status and times in the clear and every other claim hidden', async () => {
    const parsed = parseSdJwtVc(credential);
    expect(parsed.header).toEqual({ typ: 'dc+sd-jwt', alg: 'ES256', x5c: ['TEVBRg=='] });
    expect(await verifyJws(parsed, issuer.publicJwk, verifyWithWebCrypto)).toBe(true);
    const { _sd, _sd_alg, ...clear } = parsed.payload;
    expect(_sd_alg).toBe('sha-256');
    expect(clear).toEqual({
      vct: 'urn:incola:residency:1',
      iat: 1_800_000_000,
      exp: 1_801_209_600,
      cnf: { jwk: holder.publicJwk },
      status: { status_list: { idx: 7, uri: 'https://status.example/lists/1' } },
    });
    expect((_sd as string[]).length).toBe(16);
    expect([...(_sd as string[])].sort()).toEqual(_sd);
  });

  test('gives the holder every claim, each member of an object with a disclosure of its own', () => {
    const parsed = parseSdJwtVc(credential);
    const { claims, disclosedPaths } = discloseClaims(parsed);
    expect(claims).toMatchObject(CLAIMS);
    expect(disclosedPaths).toHaveLength(9);
    const address = parsed.disclosures.find(({ name }) => name === 'address')!;
    expect(Object.keys(address.value as object)).toEqual(['_sd']);
    expect(new Set(parsed.disclosures.map(({ salt }) => salt)).size).toBe(9);
  });

  test('writes what the reference library verifies, with every claim of the issuer in it', async () => {
    const library = new SDJwtInstance({
      hasher: (text: string | ArrayBuffer) =>
        createHash('sha256')
          .update(Buffer.from(text as string))
          .digest(),
      hashAlg: 'sha-256',
      verifier: (text, signature) =>
        verifyWithWebCrypto({
          publicJwk: issuer.publicJwk,
          message: Buffer.from(text),
          signature: Buffer.from(signature, 'base64url'),
        }),
    });
    const { payload } = await library.verify(credential, { currentDate: 1_800_000_100 });
    expect(payload).toMatchObject({ ...CLAIMS, vct: 'urn:incola:residency:1' });
  });

  test('draws each salt anew', async () => {
    const again = await issueSdJwtVc(
      { vct: 'v', claims: CLAIMS, holderKey: holder.publicJwk, issuedAt: 1, expiresAt: 2, x5c: [] },
      { signer: issuer, random: platformRandom },
    );
    const salts = [credential, again].flatMap((one) => parseSdJwtVc(one).disclosures.map(({ salt }) => salt));
    expect(new Set(salts).size).toBe(salts.length);
  });

  test('hides whether an optional claim is there: decoys keep the number of digests', async () => {
    const { given_name: _, ...fewer } = CLAIMS;
    const other = await issueSdJwtVc(
      { vct: 'v', claims: fewer, holderKey: holder.publicJwk, issuedAt: 1, expiresAt: 2, x5c: [] },
      { signer: issuer, random: platformRandom },
    );
    expect((parseSdJwtVc(other).payload._sd as string[]).length).toBe(16);
  });

  test('refuses to hide what must stay visible', async () => {
    const issuing = issueSdJwtVc(
      { vct: 'v', claims: { exp: 9 }, holderKey: holder.publicJwk, issuedAt: 1, expiresAt: 2, x5c: [] },
      { signer: issuer, random: platformRandom },
    );
    await expect(issuing).rejects.toThrow(coded('broken_promise'));
  });
});

describe('presenting', () => {
  const present = (disclose: string[][], compact = credential) =>
    presentSdJwtVc({
      compact,
      disclose,
      keyBinding: { audience: 'x509_hash:abc', presentationNonce: 'n-1', issuedAt: 1_800_000_100, signer: holder },
    });

  test('discloses what was agreed with its parents and nothing else, bound to nonce, audience and text', async () => {
    const parsed = parseSdJwtVc(await present([['address', 'locality']]));
    expect(discloseClaims(parsed).disclosedPaths).toEqual([['address'], ['address', 'locality']]);
    const keyBinding = parsed.keyBinding!;
    expect(keyBinding.header).toEqual({ typ: 'kb+jwt', alg: 'ES256' });
    expect(keyBinding.payload).toEqual({
      iat: 1_800_000_100,
      aud: 'x509_hash:abc',
      nonce: 'n-1',
      sd_hash: presentationHash(keyBinding.hashedText),
    });
    expect(await verifyJws(keyBinding, holder.publicJwk, verifyWithWebCrypto)).toBe(true);
  });

  test('reads an object claim with its sub-claims (OpenID4VP 1.0 §7.3), and presents nothing where nothing is asked', async () => {
    const whole = discloseClaims(parseSdJwtVc(await present([['address']])));
    expect(whole.claims.address).toEqual(CLAIMS.address);
    expect(discloseClaims(parseSdJwtVc(await present([]))).disclosedPaths).toEqual([]);
    expect(discloseClaims(parseSdJwtVc(await present([['vct']]))).disclosedPaths).toEqual([]);
  });

  test('refuses a claim that the credential does not hold, and a credential presented before', async () => {
    await expect(present([['birthdate']])).rejects.toThrow(coded('claim_not_present'));
    await expect(present([['address', 'toString']])).rejects.toThrow(coded('claim_not_present'));
    await expect(present([], await present([]))).rejects.toThrow(coded('key_binding_present'));
  });
});

describe('parsing', () => {
  test('refuses what is not an SD-JWT', () => {
    const [jwt] = credential.split('~') as [string];
    expect(() => parseSdJwtVc(jwt)).toThrow(coded('malformed_sd_jwt'));
    expect(() => parseSdJwtVc('')).toThrow(coded('malformed_sd_jwt'));
    expect(() => parseSdJwtVc(`${jwt}~~`)).toThrow(coded('malformed_disclosure'));
    expect(() => parseSdJwtVc(`${jwt}~WyJhIl0~`)).toThrow(coded('malformed_disclosure'));
    expect(() => parseSdJwtVc(`${jwt}~WzEsMl0~`)).toThrow(coded('malformed_disclosure'));
    expect(() => parseSdJwtVc(`${jwt}~WyJhIiwxLDJd~`)).toThrow(coded('malformed_disclosure'));
    expect(() => parseSdJwtVc(`${jwt}~{}~`)).toThrow(coded('malformed_base64url'));
    expect(() => parseSdJwtVc(`${jwt}~e30x~`)).toThrow(coded('malformed_json'));
    expect(() => parseSdJwtVc(`${jwt}~not-a-jwt`)).toThrow(coded('malformed_jws'));
  });

  test('refuses more text, more disclosures and more depth than it would ever need', () => {
    const [jwt] = credential.split('~') as [string];
    expect(() => parseSdJwtVc('x'.repeat(70_000))).toThrow(coded('malformed_sd_jwt'));
    expect(() => parseSdJwtVc(`${jwt}~${'WyJhIiwxXQ~'.repeat(129)}`)).toThrow(coded('too_many_disclosures'));
    const deep = Buffer.from(`["s","n",${'['.repeat(40)}${']'.repeat(40)}]`).toString('base64url');
    expect(() => parseSdJwtVc(`${jwt}~${deep}~`)).toThrow(coded('json_too_deep'));
  });
});
