import { createECDH } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { createCredentialRequest, parseIssuerMetadata } from '#openid4vci';
import { encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import { RequestEncryptionKeys } from '../src/encryption/request-encryption-keys.js';
import { ENCRYPTED, errorOf, PLAIN, startTenants } from './credential-tenants.js';
import { customer } from './intake-fixture.js';
import type { IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const DAY = 86_400_000;
const agreement = createECDH('prime256v1');
agreement.generateKeys();
const point = agreement.getPublicKey();
const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => encodeBase64url(half)) as [string, string];
const walletKey = { kty: 'EC', crv: 'P-256', x, y } as const;

interface PublishedKey {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
  alg: string;
}

describe('encrypted credential requests and responses', () => {
  let issuer: IssuerUnderTest;
  beforeAll(async () => {
    issuer = await startTenants();
  });
  afterAll(() => issuer.close());

  async function granted(tenant: string) {
    issuer.clock.ahead = 0;
    const subjectRecordId = await issuer.importCustomer(tenant, customer(0), 'C-0000');
    const answer = await issuer.manage(tenant, 'POST', '/offers', { subjectRecordId });
    const wallet = new WalletUnderTest(issuer, tenant);
    return { wallet, accessToken: await wallet.accessToken((await answer.json()) as CreatedOfferAnswer) };
  }
  async function publishedKey(tenant: string): Promise<PublishedKey> {
    const identifier = `${issuer.url}/${tenant}`;
    const answer = await fetch(`${issuer.url}/.well-known/openid-credential-issuer/${tenant}`);
    const metadata = parseIssuerMetadata(await answer.text(), identifier);
    const { jwks } = metadata.credential_request_encryption as { jwks: { keys: PublishedKey[] } };
    return jwks.keys[0] as PublishedKey;
  }
  async function encrypt(text: string, key: PublishedKey, change: { zip?: 'DEF'; kid?: string; enc?: string } = {}) {
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid, cty: 'json', ...change };
    return new CompactEncrypt(encodeUtf8(text))
      .setProtectedHeader(header)
      .encrypt(await importJWK({ ...key }, 'ECDH-ES'));
  }
  async function request(wallet: WalletUnderTest, encrypted: { enc?: 'A128GCM' | 'A256GCM'; zip?: 'DEF' } = {}) {
    const keyProofs = await wallet.keyProofs([newKey()]);
    const { enc = 'A256GCM', zip } = encrypted;
    const responseEncryption = { publicJwk: walletKey, kid: 'w1', enc, ...(zip && { zip }) };
    return createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs, responseEncryption });
  }
  async function open(answer: Response) {
    const key = await importJWK({ ...walletKey, d: encodeBase64url(agreement.getPrivateKey()) }, 'ECDH-ES');
    const { plaintext, protectedHeader } = await compactDecrypt(await answer.text(), key);
    return { content: JSON.parse(new TextDecoder().decode(plaintext)) as Record<string, unknown>, protectedHeader };
  }

  test.each(['A128GCM', 'A256GCM'] as const)('go both ways with %s', async (enc) => {
    const { wallet, accessToken } = await granted(ENCRYPTED);
    const body = await encrypt(await request(wallet, { enc }), await publishedKey(ENCRYPTED), { enc });
    const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jwt']);
    const { content, protectedHeader } = await open(answer);
    expect(content.credentials).toHaveLength(1);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc, kid: 'w1' });
    expect(protectedHeader).not.toHaveProperty('zip');
  });

  test('are compressed where that is asked for, and the metadata says so', async () => {
    const { wallet, accessToken } = await granted(PLAIN);
    const body = await encrypt(await request(wallet, { zip: 'DEF' }), await publishedKey(PLAIN), { zip: 'DEF' });
    const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
    const [header = ''] = (await answer.text()).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ zip: 'DEF' });
  });

  test('may be left out where they are not required', async () => {
    const { wallet, accessToken } = await granted(PLAIN);
    const keyProofs = await wallet.keyProofs([newKey()]);
    const plain = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
    const body = await encrypt(plain, await publishedKey(PLAIN));
    const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'application/json']);
  });

  test('the key changes after 30 days; the one before it still opens, and the one before that does not', async () => {
    let now = 1_800_000_000_000;
    const digests = { lookup: async (...name: string[]) => encodeBase64url(sha256(encodeUtf8(name.join(' ')))) };
    const keys = new RequestEncryptionKeys(digests, () => now);
    const [first] = await keys.publicKeys('eau');
    expect(await new RequestEncryptionKeys(digests, () => now).publicKeys('eau')).toEqual([first]);
    expect(await keys.publicKeys('gaz')).not.toEqual([first]);
    now += 30 * DAY;
    const [second] = await keys.publicKeys('eau');
    expect(second?.kid).not.toBe(first?.kid);
    expect([...(await keys.privateKeys('eau')).keys()]).toEqual([second?.kid, first?.kid]);
    now += 30 * DAY;
    expect((await keys.privateKeys('eau')).has(first?.kid)).toBe(false);
  });

  describe('are refused, in plain JSON always,', () => {
    test('unencrypted where encryption is required, either way', async () => {
      const { wallet, accessToken } = await granted(ENCRYPTED);
      const keyProofs = await wallet.keyProofs([newKey()]);
      const plain = createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs });
      const unencrypted = await wallet.post('credential', accessToken, plain);
      expect(unencrypted.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await errorOf(unencrypted)).toEqual([400, 'invalid_encryption_parameters']);
      const body = await encrypt(plain, await publishedKey(ENCRYPTED));
      const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
      expect(await errorOf(answer)).toEqual([400, 'invalid_encryption_parameters']);
    });

    test('with a key, an algorithm or a value that is not listed, also where the rest is right', async () => {
      const { wallet, accessToken } = await granted(PLAIN);
      const text = await request(wallet);
      const key = await publishedKey(PLAIN);
      const asked = JSON.parse(text) as { credential_response_encryption: { jwk: object } };
      const { credential_response_encryption: encryption } = asked;
      for (const change of [
        { alg: 'UNSUPPORTED_ALG' },
        { enc: 'UNSUPPORTED_ENC' },
        { zip: 'UNSUPPORTED_ZIP' },
        { jwk: { ...encryption.jwk, x: encodeBase64url(new Uint8Array(32)) } },
        { jwk: { kty: 'OKP', crv: 'X25519', x, alg: 'ECDH-ES' } },
      ]) {
        const changed = { ...asked, credential_response_encryption: { ...encryption, ...change } };
        const body = await encrypt(JSON.stringify(changed), key);
        const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
        expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
        expect(await errorOf(answer)).toEqual([400, 'invalid_encryption_parameters']);
      }
      // None of them has used the nonce up.
      const good = await encrypt(text, key);
      expect((await wallet.post('credential', accessToken, good, { contentType: 'application/jwt' })).status).toBe(200);
    });

    test('to another key, with another content encryption, as a bomb, and as garbage', async () => {
      const { wallet, accessToken } = await granted(PLAIN);
      const key = await publishedKey(PLAIN);
      const bomb = `{"x":"${'a'.repeat(5_000_000)}"}`;
      for (const body of [
        await encrypt('{}', key, { kid: 'another' }),
        await encrypt('{}', await publishedKey(ENCRYPTED)),
        await encrypt(bomb, key, { zip: 'DEF' }),
        'a.b.c.d.e',
        '{}',
      ]) {
        const answer = await wallet.post('credential', accessToken, body, { contentType: 'application/jwt' });
        expect(await errorOf(answer)).toEqual([400, 'invalid_encryption_parameters']);
      }
      const nothing = await wallet.post('credential', accessToken, await encrypt('', key), {
        contentType: 'application/jwt',
      });
      expect(await errorOf(nothing)).toEqual([400, 'invalid_credential_request']);
    });
  });
});
