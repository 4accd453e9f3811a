import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as openid from 'openid-client';
import type { JsonObject } from '#primitives';
import type { PresentationChanges } from './fictive-wallet.js';
import { answer, linksIn } from './hosted-steps.js';
import { PageBrowser } from './page-browser.js';
import { ADDRESS as ASKED_ADDRESS } from './running-verifier.js';
import {
  ADULT,
  AGE_CLAIM,
  answerHere,
  arrive,
  CALLBACK,
  errorIn,
  RelyingParty,
  startBridge,
  verificationIn,
  withKey,
  withSecret,
  type BridgeUnderTest,
} from './relying-party.js';

const ADDRESS = {
  ...{ street_address: '12 bis rue des Lilas Imaginaires', postal_code: '59000', locality: 'Ville-Imaginaire' },
};

let setting: BridgeUnderTest;
let bank: RelyingParty;
let app: RelyingParty;
beforeAll(async () => {
  setting = await startBridge();
  bank = await RelyingParty.discover(setting, 'bank', 'app-with-key', withKey(setting));
  app = await RelyingParty.discover(setting, 'bank', 'app-with-secret', withSecret());
}, 60_000);
afterAll(() => setting.close());

/** All of it: asked, answered on this device, exchanged. */
async function prove(
  party: RelyingParty,
  scope: string,
  parameters: Record<string, string> = {},
  pushed = false,
  shown: PresentationChanges = {},
) {
  const request = await party.begin(scope, parameters, pushed);
  const back = await answerHere(setting, await arrive(setting, request), shown);
  return { ...(await party.finish(request, back.location ?? '')), location: back.location ?? '' };
}

describe('A bank that knows only OpenID Connect', () => {
  test('gets an address that a utility attests, as address and as verified claims, in both places', async () => {
    const request = await bank.begin('residency');
    const at = await arrive(setting, request);
    expect(at.shown.text).toContain('Banque fictive');
    expect(at.shown.text).toContain('app.bank.example');
    const back = await answerHere(setting, at);
    const { searchParams } = new URL(back.location ?? '');
    expect(searchParams.get('iss')).toBe(`${setting.config.publicUrl}/bank/oidc`);
    const { tokens, claims } = await bank.finish(request, back.location ?? '');
    expect(claims).toMatchObject({ address: ADDRESS, given_name: 'Camille', family_name: 'Fictive' });
    const id = verificationIn(at.shown);
    const { body: verification } = await setting.call('bank', 'GET', `verifications/${id}`);
    expect(verification).toMatchObject({ status: 'verified', receipt: {} });
    const told = { address: ADDRESS, given_name: 'Camille', family_name: 'Fictive' };
    const evidence_date = { 'urn:incola:claim:evidence_date': '2026-05-20' };
    expect(claims.verified_claims).toEqual({
      verification: {
        trust_framework: 'urn:incola:trust-framework:cooperative:1',
        assurance_process: { policy: 'urn:incola:contract:bank-proof-of-address:1' },
        time: verification.closedAt,
        verification_process: id,
        evidence: [
          {
            type: 'electronic_record',
            check_details: [
              {
                ...{ check_method: 'vcrypt', check_id: id, time: verification.closedAt },
                organization: expect.stringMatching(/^did:web:localhost%3A\d+:bank$/) as unknown,
              },
            ],
            record: { type: 'utility_account', source: { name: 'did:web:water.example' } },
          },
        ],
      },
      claims: { ...told, ...evidence_date },
    });
    expect(await bank.userinfo(tokens.access_token, claims.sub)).toEqual({
      ...{ sub: claims.sub, ...told, ...evidence_date, verified_claims: claims.verified_claims },
    });
    expect(tokens.refresh_token).toBeUndefined();
  });

  test('gets an age and nothing else, answered with a telephone where its registration allows that', async () => {
    const request = await app.begin('age');
    const { browser, shown } = await arrive(setting, request);
    expect((await answer(setting, linksIn(shown).elsewhere, ADULT)).status).toBe(200);
    const back = await browser.followBelow(setting.config.publicUrl, shown.url);
    const { claims } = await app.finish(request, back.location ?? '');
    const protocol = ['sub', 'nonce', 'aud', 'exp', 'iat', 'iss', 'auth_time'];
    const told = Object.entries(claims).filter(([name]) => !protocol.includes(name));
    expect(Object.fromEntries(told)).toMatchObject({
      [AGE_CLAIM]: { '18': true },
      verified_claims: {
        verification: {
          evidence: [{ type: 'vouch', attestation: { type: 'digital_attestation' } }],
        },
        claims: { [AGE_CLAIM]: { '18': true } },
      },
    });
    expect(told).toHaveLength(2);
  });

  test('has an address confirmed that it names in a pushed request, and nowhere else', async () => {
    const claims = JSON.stringify({ id_token: { address: { value: ASKED_ADDRESS } } });
    const { claims: told, location } = await prove(bank, 'address_confirmed', { claims }, true);
    expect(told['urn:incola:claim:address_canonical']).toBe(
      'fr1:12 BIS|RUE DES LILAS IMAGINAIRES|59000|VILLE IMAGINAIRE',
    );
    expect(told.address).toBeUndefined();
    expect(location).not.toMatch(/lilas/i);
    const rows = await setting.oidcRows();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/lilas|camille|app-with-key/i);
  });

  test('gets what a policy hands on, and an error where the policy was not met', async () => {
    const { claims } = await prove(bank, 'adult', {}, false, ADULT);
    expect(claims.verified_claims).toMatchObject({
      verification: { assurance_process: { procedure: 'urn:incola:verification-policy:over-18:1' } },
    });
    const { browser, shown } = await arrive(setting, await bank.begin('adult'));
    const young = { ...ADULT, claims: { age_equal_or_over: { '18': false } } };
    await answer(setting, linksIn(shown).here.replace('#', '?'), young);
    const back = await browser.followBelow(setting.config.publicUrl, `${shown.url}/finish`);
    expect(errorIn(back)).toMatchObject({ error: 'access_denied', error_description: 'the proof was not accepted' });
  });

  test('gets a token that is bound to its key, where it must be', async () => {
    const party = await RelyingParty.discover(setting, 'bank', 'app-with-dpop', withSecret());
    const DPoP = openid.getDPoPHandle(party.config, await openid.randomDPoPKeyPair('ES256'));
    const request = await party.begin('age');
    const back = await answerHere(setting, await arrive(setting, request), ADULT);
    await expect(party.finish(request, back.location ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    const again = await party.begin('age');
    const answered = await answerHere(setting, await arrive(setting, again), ADULT);
    const { tokens, claims } = await party.finish(again, answered.location ?? '', { DPoP });
    expect(tokens.token_type).toBe('dpop');
    expect(await party.userinfo(tokens.access_token, claims.sub, { DPoP })).toHaveProperty([AGE_CLAIM]);
    await expect(party.userinfo(tokens.access_token, claims.sub)).rejects.toThrow();
  });

  test('can not recognise a person: neither subject nor cookie outlives a transaction', async () => {
    const request = await bank.begin('age');
    const at = await arrive(setting, request);
    const back = await answerHere(setting, at, ADULT);
    const { claims } = await bank.finish(request, back.location ?? '');
    expect(at.browser.cookieFor(`${setting.config.publicUrl}/bank/oidc/authorize`)).toBe('');
    // The same browser again: it is asked again.
    const next = await bank.begin('age', { prompt: 'consent', login_hint: claims.sub });
    const shown = await at.browser.followBelow(setting.config.publicUrl, next.url.href);
    expect(shown.text).toContain('Open your wallet');
    const answered = await answerHere(setting, { browser: at.browser, shown }, ADULT);
    const second = await bank.finish(next, answered.location ?? '');
    expect(second.claims.sub).not.toBe(claims.sub);
    expect(second.claims.sub).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('An authorization request', () => {
  test('may come as a form of the relying party’s page', async () => {
    const request = await bank.begin('age');
    const browser = new PageBrowser();
    const url = `${request.url.origin}${request.url.pathname}`;
    const posted = await browser.post(url, request.url.search.slice(1), 'https://app.bank.example');
    const shown = await browser.followBelow(setting.config.publicUrl, posted.location ?? '');
    const back = await answerHere(setting, { browser, shown }, ADULT);
    expect((await bank.finish(request, back.location ?? '')).claims).toHaveProperty([AGE_CLAIM]);
  });
});

describe('The claims parameter', () => {
  const ask = async (id_token: JsonObject) =>
    (await prove(bank, 'residency', { claims: JSON.stringify({ id_token }) })).claims;

  test('narrows the verified claims to those that are named', async () => {
    const verification = { trust_framework: null };
    const claims = await ask({ verified_claims: { verification, claims: { given_name: null, birthdate: null } } });
    expect(claims.verified_claims).toMatchObject({ claims: { given_name: 'Camille' } });
    expect(Object.keys((claims.verified_claims as unknown as { claims: JsonObject }).claims)).toEqual(['given_name']);
  });

  test('gets no verified claims under rules that are not ours, and nothing beyond the scope', async () => {
    const verification = { trust_framework: { value: 'eidas' } };
    const claims = await ask({ verified_claims: { verification, claims: null }, [AGE_CLAIM]: null, email: null });
    expect(claims).not.toHaveProperty('verified_claims');
    expect(claims).not.toHaveProperty([AGE_CLAIM]);
    expect(claims).not.toHaveProperty('email');
    expect(claims.address).toEqual(ADDRESS);
  });
});

describe('A city as provider', () => {
  test('tells the municipality and not the street', async () => {
    const city = await RelyingParty.discover(setting, 'city', 'tariff', withSecret());
    const { claims } = await prove(city, 'municipality');
    expect(claims.address).toEqual({ locality: 'Ville-Imaginaire' });
  });
});

describe('Discovery', () => {
  test('tells what there is, under the public address, and nothing that there is not', async () => {
    const issuer = `${setting.config.publicUrl}/bank/oidc`;
    const { port } = new URL(setting.config.publicUrl);
    const read = async (url: string) =>
      (await (await fetch(url, { headers: { host: 'forged.example' } })).json()) as JsonObject;
    const told = await read(`${issuer}/.well-known/openid-configuration`);
    expect(told).toMatchObject({
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        subject_types_supported: ['pairwise'],
      },
      ...{ code_challenge_methods_supported: ['S256'], id_token_signing_alg_values_supported: ['ES256'] },
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic'],
      ...{ grant_types_supported: ['authorization_code'], authorization_response_iss_parameter_supported: true },
      scopes_supported: ['openid', 'residency', 'age', 'address_confirmed', 'gone', 'adult', 'minor'],
      ...{ verified_claims_supported: true, electronic_records_supported: ['utility_account'] },
    });
    expect(told.claims_supported).toEqual(expect.arrayContaining(['address', 'verified_claims', AGE_CLAIM]));
    for (const none of ['registration_endpoint', 'end_session_endpoint', 'revocation_endpoint']) {
      expect(told).not.toHaveProperty(none);
    }
    expect(await read(`http://localhost:${port}/.well-known/oauth-authorization-server/bank/oidc`)).toEqual(told);
  });

  test('shows three public keys, of which the first signs now', async () => {
    const answered = await fetch(`${setting.config.publicUrl}/bank/oidc/jwks`);
    const { keys } = (await answered.json()) as { keys: JsonObject[] };
    expect(keys.map(({ kty, crv, alg, use }) => [kty, crv, alg, use])).toEqual(
      Array(3).fill(['EC', 'P-256', 'ES256', 'sig']),
    );
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const other = await fetch(`${setting.config.publicUrl}/city/oidc/jwks`);
    expect(await other.text()).not.toContain(keys[0]?.kid);
    const before = setting.cooperative.time.now;
    setting.cooperative.time.now += 30 * 86_400;
    const later = (await (await fetch(`${setting.config.publicUrl}/bank/oidc/jwks`)).json()) as { keys: JsonObject[] };
    setting.cooperative.time.now = before;
    expect(later.keys.map(({ kid }) => kid).slice(0, 2)).toEqual([keys[2]?.kid, keys[0]?.kid]);
  });
});

describe('A page on the way', () => {
  test('is in the person’s language and names where it leads', async () => {
    const request = await bank.begin('age', { ui_locales: 'fr' });
    const { browser, shown } = await arrive(setting, request);
    const french = await browser.get(shown.url, { 'accept-language': 'fr' });
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toContain(new URL(CALLBACK).host);
  });
});
