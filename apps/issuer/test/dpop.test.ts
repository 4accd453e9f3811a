import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accessTokenHash } from '#openid4vci';
import { createJws, type JsonObject, type Signer } from '#primitives';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { codeOf, newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';
const HOUR = 3600;

interface Change {
  header?: JsonObject;
  claims?: JsonObject;
  /** Claims that are left out. */
  without?: string[];
  signer?: Signer;
}

describe('a DPoP proof at the credential endpoint', () => {
  let issuer: IssuerUnderTest;
  let wallet: WalletUnderTest;
  let accessToken: string;
  let url: string;
  let nonce: string;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest();
    const subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
    wallet = new WalletUnderTest(issuer);
    const offer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId });
    accessToken = await wallet.accessToken((await offer.json()) as CreatedOfferAnswer);
    url = `${wallet.identifier}/credential`;
    const answer = await fetch(`${wallet.identifier}/nonce`, { method: 'POST' });
    nonce = answer.headers.get('dpop-nonce') as string;
  });
  afterAll(() => issuer.close());

  const now = () => Math.floor(issuer.clock.now() / 1000);
  let proofs = 0;
  /** As it should be, but for the change. */
  function proof(change: Change = {}): Promise<string> {
    const claims: JsonObject = {
      ...{ jti: `jti-${++proofs}`, htm: 'POST', htu: url, iat: now(), nonce },
      ath: accessTokenHash(accessToken),
      ...change.claims,
    };
    for (const name of change.without ?? []) delete claims[name];
    const header = { typ: 'dpop+jwt', jwk: { ...wallet.dpopKey.publicJwk }, ...change.header };
    return createJws(header, claims, change.signer ?? wallet.dpopKey);
  }

  /** @param dpop one field each; the body is no credential request, so that it is refused once the proof has passed */
  async function send(dpop: string[], authorization = `DPoP ${accessToken}`, field = 'DPoP') {
    const { port } = new URL(issuer.url);
    const headers = ['Host', 'localhost', 'Content-Type', 'application/json', 'Authorization', authorization];
    for (const value of dpop) headers.push(field, value);
    return new Promise<{ status: number; error: string; challenge: string; nonce: string }>((resolve, reject) => {
      const path = `/${WATER}/credential`;
      const sent = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            error: (JSON.parse(Buffer.concat(chunks).toString()) as { error: string }).error,
            challenge: String(answer.headers['www-authenticate'] ?? ''),
            nonce: String(answer.headers['dpop-nonce'] ?? ''),
          }),
        );
      });
      sent.on('error', reject);
      sent.end('{}');
    });
  }
  const PASSED = { status: 400, error: 'invalid_credential_request' };

  test.each<[string, () => Change]>([
    ['as it should be', () => ({})],
    ['with an address in capitals', () => ({ claims: { htu: url.replace('http://localhost', 'HTTP://LOCALHOST') } })],
    ['with query and fragment in its address', () => ({ claims: { htu: `${url}?a=b#c` } })],
    ['with an address that is not normalised', () => ({ claims: { htu: `${url}/../%63redential` } })],
    ['ten seconds old', () => ({ claims: { iat: now() - 10 } })],
    ['ten seconds ahead', () => ({ claims: { iat: now() + 10 } })],
    ['with times of its own', () => ({ claims: { nbf: now(), exp: now() + 300 } })],
    ['with members that nobody here understands', () => ({ header: { tx: 1 }, claims: { tx: 2 } })],
  ])('passes %s', async (_, change) => {
    expect(await send([await proof(change())])).toMatchObject(PASSED);
  });

  test('passes under a header field and a scheme in whatever case', async () => {
    expect(await send([await proof()], `dpop ${accessToken}`, 'DPOP')).toMatchObject(PASSED);
    expect(await send([await proof()], `DPOP ${accessToken}`, 'dpop')).toMatchObject(PASSED);
  });

  test.each<[string, () => Change]>([
    ['no type', () => ({ header: { typ: null } })],
    ['another type', () => ({ header: { typ: 'dpop+jwt+x' } })],
    ['no algorithm', () => ({ header: { alg: null } })],
    ['the algorithm none', () => ({ header: { alg: 'none' } })],
    ['RS256', () => ({ header: { alg: 'RS256' } })],
    ['HS256', () => ({ header: { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } } })],
    ['no key', () => ({ header: { jwk: null } })],
    ['a private key inside', () => ({ header: { jwk: { ...wallet.dpopKey.publicJwk, d: 'A'.repeat(43) } } })],
    ['an RSA key', () => ({ header: { alg: 'RS256', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } } })],
    ['no jti', () => ({ without: ['jti'] })],
    ['no method', () => ({ without: ['htm'] })],
    ['another method', () => ({ claims: { htm: 'PUT' } })],
    ['no address', () => ({ without: ['htu'] })],
    ['a longer address', () => ({ claims: { htu: `${url}x` } })],
    ["another tenant's address", () => ({ claims: { htu: url.replace(WATER, 'gaz-fictif') } })],
    ['no time', () => ({ without: ['iat'] })],
    ['a time an hour ago', () => ({ claims: { iat: now() - HOUR } })],
    ['a time in an hour', () => ({ claims: { iat: now() + HOUR } })],
    ['a begin in an hour', () => ({ claims: { nbf: now() + HOUR } })],
    ['an end an hour ago', () => ({ claims: { exp: now() - HOUR } })],
    ['no hash of the token', () => ({ without: ['ath'] })],
    ["another token's hash", () => ({ claims: { ath: accessTokenHash('another') } })],
    ["another key's signature", () => ({ signer: newKey() })],
  ])('is refused with %s', async (_, change) => {
    const refused = await send([await proof(change())]);
    expect(refused).toMatchObject({ status: 401, error: 'invalid_dpop_proof' });
    expect(refused.challenge).toBe('DPoP error="invalid_dpop_proof", algs="ES256 EdDSA"');
  });

  test('is refused by another key than the token is bound to', async () => {
    const thief = newKey();
    const stolen = await proof({ header: { jwk: { ...thief.publicJwk } }, signer: thief });
    expect(await send([stolen])).toMatchObject({ status: 401, error: 'invalid_token' });
  });

  test('is refused where it is missing, twice there, cut short, or of no form', async () => {
    const refused = { status: 401, error: 'invalid_dpop_proof' };
    expect(await send([])).toMatchObject(refused);
    expect(await send([await proof(), await proof()])).toMatchObject(refused);
    expect(await send([(await proof()).split('.').slice(0, 2).join('.')])).toMatchObject(refused);
    expect(await send([''])).toMatchObject(refused);
    expect(await send(['x'])).toMatchObject(refused);
  });

  test('is refused beside a bearer scheme, with it or without it', async () => {
    const refused = { status: 401, error: 'invalid_token' };
    expect(await send([], `Bearer ${accessToken}`)).toMatchObject(refused);
    const besides = await send([await proof()], `Bearer ${accessToken}`);
    expect(besides).toMatchObject(refused);
    expect(besides.challenge).toMatch(/^DPoP /);
  });

  test('needs a nonce of this server, which the answer brings', async () => {
    for (const change of [{ without: ['nonce'] }, { claims: { nonce: 'x' } }, { claims: { nonce: 7 } }]) {
      const answer = await send([await proof(change)]);
      expect(answer).toMatchObject({ status: 401, error: 'use_dpop_nonce' });
      expect(answer.challenge).toContain('error="use_dpop_nonce"');
      expect(await send([await proof({ claims: { nonce: answer.nonce } })])).toMatchObject(PASSED);
    }
  });

  test('is judged by its time before its nonce, so that a nonce makes no old proof new', async () => {
    const answer = await send([await proof({ without: ['nonce'], claims: { iat: now() - HOUR } })]);
    expect(answer).toMatchObject({ status: 401, error: 'invalid_dpop_proof' });
  });

  test('is missed at the token endpoint as an incomplete request, and refused there as a wrong proof', async () => {
    const subjectRecordId = await issuer.importCustomer(WATER, customer(1), 'C-0001');
    const created = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId });
    const offer = (await created.json()) as CreatedOfferAnswer;
    const form = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': codeOf(offer),
      tx_code: offer.transactionCode,
    });
    const token = async (headers: Record<string, string>) => {
      const answer = await fetch(`${wallet.identifier}/token`, { method: 'POST', headers, body: form });
      return [answer.status, ((await answer.json()) as { error?: string }).error];
    };
    const at = { htu: `${wallet.identifier}/token` };
    expect(await token({})).toEqual([400, 'invalid_request']);
    expect(await token({ dpop: await proof({ claims: { ...at, htm: 'GET' } }) })).toEqual([400, 'invalid_dpop_proof']);
    const twice = `${await proof({ claims: at })}, ${await proof({ claims: at })}`;
    expect(await token({ dpop: twice })).toEqual([400, 'invalid_dpop_proof']);
    expect(await token({ dpop: await proof({ claims: at, without: ['nonce'] }) })).toEqual([400, 'use_dpop_nonce']);
    expect(await token({ dpop: await proof({ claims: { ...at, iat: now() + 10 } }) })).toEqual([200, undefined]);
  });
});
