import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as openid from 'openid-client';
import type { DataUseContract } from '#ledger';
import type { JsonObject } from '#primitives';
import { digestOf } from '../../../anchoring/contract/test/founded-cooperative.js';
import type { DatabaseUnderTest } from '../../../test/environment/databases.js';
import { openDataStores } from '../src/adapters/typeorm/open-stores.js';
import { AGE_VCT, VCT } from './fictive-cooperative.js';
import { answer, linksIn } from './hosted-steps.js';
import { PageBrowser, type BrowsedPage } from './page-browser.js';
import { startSetting, type Setting } from './running-verifier.js';
import type { PresentationChanges } from './fictive-wallet.js';

/** Where the fictitious relying party is sent back to; nobody listens there. */
export const CALLBACK = 'https://app.bank.example/callback';
export const SECRET = 'a secret of a test, and long enough for one';
/** What the wallet of somebody of age shows. */
export const ADULT: PresentationChanges = { vct: AGE_VCT, claims: { age_equal_or_over: { '18': true, '65': false } } };
export const AGE_CLAIM = 'urn:incola:claim:age_equal_or_over';

export interface BridgeUnderTest extends Setting {
  /** Signs the assertions of client `app-with-key`. */
  clientKey: CryptoKey;
  /** What the provider has written into the database. */
  oidcRows(): Promise<unknown[]>;
}

/** The bank as OpenID provider of two relying parties, the city of another. */
export async function startBridge(database?: DatabaseUnderTest): Promise<BridgeUnderTest> {
  // The library clones what it is given, and tells plain objects by their prototype, which a test's sandbox has twice.
  globalThis.structuredClone = <Value>(value: Value) => cloneHere(value);
  const folder = await mkdtemp(join(tmpdir(), 'incola-relying-parties-'));
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const keySet = { keys: [await crypto.subtle.exportKey('jwk', publicKey)] };
  const [jwksFile, clientSecretFile] = [join(folder, 'jwks.json'), join(folder, 'secret')];
  await writeFile(jwksFile, JSON.stringify(keySet));
  await writeFile(clientSecretFile, `${SECRET}\n`);
  const withSecret = { method: 'client_secret_basic', clientSecretFile };
  const redirectUris = [CALLBACK];
  const setting = await startSetting(database, {
    contracts: bridgeContracts,
    tenants: {
      bank: {
        openidProvider: {
          scopes: [
            { name: 'residency', contract: 'bank-proof-of-address' },
            { name: 'age', contract: 'bank-age' },
            { name: 'address_confirmed', contract: 'bank-account-opening' },
            { name: 'gone', contract: 'no-such-contract' },
            { name: 'adult', contract: 'bank-age', policy: 'over-18' },
            { name: 'minor', contract: 'bank-age', policy: 'no-such-policy' },
          ],
          relyingParties: [
            {
              ...{ clientId: 'app-with-key', redirectUris, authentication: { method: 'private_key_jwt', jwksFile } },
              scopes: ['residency', 'age', 'address_confirmed', 'gone', 'adult', 'minor'],
            },
            { clientId: 'app-with-secret', redirectUris, authentication: withSecret, scopes: ['age'], devices: 'any' },
            {
              ...{ clientId: 'app-with-dpop', redirectUris, authentication: withSecret, scopes: ['age'] },
              requiresDpop: true,
            },
            {
              ...{ clientId: 'app-that-pushes', redirectUris, authentication: withSecret, scopes: ['age'] },
              requiresPushedRequests: true,
            },
          ],
        },
      },
      city: {
        openidProvider: {
          scopes: [
            {
              name: 'municipality',
              contract: 'city-resident-tariff',
              claims: [['address', 'locality'], ['evidence_date']],
            },
          ],
          relyingParties: [{ clientId: 'tariff', redirectUris, authentication: withSecret, scopes: ['municipality'] }],
        },
      },
    },
  });
  const oidcRows = async () => {
    const { database } = await openDataStores(setting.config);
    const rows = await database.tx((manager) => manager.query<unknown[]>('SELECT * FROM "verifier_oidc_record"'));
    await database.close();
    return rows;
  };
  const own = { clientKey: privateKey, oidcRows } as BridgeUnderTest;
  return Object.defineProperties(own, Object.getOwnPropertyDescriptors(setting));
}

/** One authorization request of a relying party, and what it must remember for it. */
export interface BegunRequest {
  url: URL;
  checks: { pkceCodeVerifier: string; expectedState: string; expectedNonce: string };
}

/** A relying party that knows OpenID Connect and nothing of us but the issuer. */
export class RelyingParty {
  private constructor(readonly config: openid.Configuration) {}

  static async discover(
    { config }: Setting,
    tenant: 'bank' | 'city',
    clientId: string,
    authentication: openid.ClientAuth,
  ): Promise<RelyingParty> {
    const metadata = { id_token_signed_response_alg: 'ES256' };
    const found = await openid.discovery(
      new URL(`${config.publicUrl}/${tenant}/oidc`),
      clientId,
      metadata,
      authentication,
      // Loopback without TLS; elsewhere the library would refuse.
      { execute: [openid.allowInsecureRequests] },
    );
    return new RelyingParty(found);
  }

  /** @param parameters beside the usual; `undefined` takes one away. @param pushed RFC 9126 */
  async begin(
    scope: string,
    parameters: Record<string, string | undefined> = {},
    pushed = false,
  ): Promise<BegunRequest> {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const all: Record<string, string | undefined> = {
      ...{ redirect_uri: CALLBACK, scope: `openid ${scope}`, state: expectedState, nonce: expectedNonce },
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...parameters,
    };
    const sent = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const asked = Object.fromEntries(sent) as Record<string, string>;
    const url = pushed
      ? await openid.buildAuthorizationUrlWithPAR(this.config, asked)
      : openid.buildAuthorizationUrl(this.config, asked);
    return { url, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
  }

  /** Exchanges the code; checks issuer, state, nonce, signature and times on the way. */
  async finish({ checks }: BegunRequest, callback: string, options?: openid.DPoPOptions) {
    const tokens = await openid.authorizationCodeGrant(this.config, new URL(callback), checks, undefined, options);
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no ID token');
    return { tokens, claims };
  }

  userinfo(accessToken: string, subject: string, options?: openid.DPoPOptions): Promise<JsonObject> {
    return openid.fetchUserInfo(this.config, accessToken, subject, options) as Promise<JsonObject>;
  }
}

/** The clock stands that much later for the work, and is set back: the ledger's proofs stay fresh. */
export async function laterOn<Result>(
  { cooperative }: Setting,
  seconds: number,
  work: () => Promise<Result>,
): Promise<Result> {
  cooperative.time.now += seconds;
  try {
    return await work();
  } finally {
    cooperative.time.now -= seconds;
  }
}

export const withKey = ({ clientKey }: BridgeUnderTest) => openid.PrivateKeyJwt(clientKey);
export const withSecret = (secret = SECRET) => openid.ClientSecretBasic(secret);

/** A browser that the relying party has sent off, on the page where its person answers. */
export async function arrive(setting: Setting, { url }: BegunRequest) {
  const browser = new PageBrowser();
  const shown = await browser.followBelow(setting.config.publicUrl, url.href);
  return { browser, shown };
}

/** Answers in the wallet on the browser's own device. @returns where the browser is in the end */
export async function answerHere(
  setting: Setting,
  { browser, shown }: { browser: PageBrowser; shown: BrowsedPage },
  changes?: PresentationChanges,
): Promise<BrowsedPage> {
  const { body, status } = await answer(setting, linksIn(shown).here.replace('#', '?'), changes);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return browser.followBelow(setting.config.publicUrl, body.redirect_uri as string);
}

/** As the bank's own API knows what is asked on that page. */
export function verificationIn({ url }: BrowsedPage): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

/** The error with which the browser came back. */
export function errorIn({ location }: BrowsedPage): Record<string, string | null> {
  const { searchParams } = new URL(location ?? 'http://nowhere.example');
  return Object.fromEntries(
    ['error', 'error_description', 'iss', 'state', 'code'].map((name) => [name, searchParams.get(name)]),
  );
}

function bridgeContracts(didOf: (slug: string) => string): Omit<DataUseContract, 'status'>[] {
  const both = (text: string) => ({ en: text, fr: text });
  const common = {
    ...{ version: 1, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90, priceCents: 40 },
    ...{ anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text'), onWithdrawal: 'erase' as const },
    purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
    ...{ legalBasis: { dpv: 'eu-gdpr:A6-1-a', words: both('Consent') }, retentionDays: 5 },
    verifier: didOf('bank'),
  };
  const claim = (vct: string, ...path: string[]) => ({ vct, path, maxValues: 0 });
  return [
    {
      ...{ ...common, id: 'bank-proof-of-address' },
      claims: [
        ...[['given_name'], ['family_name'], ['evidence_date']].map((path) => claim(VCT, ...path)),
        ...['street_address', 'postal_code', 'locality'].map((line) => claim(VCT, 'address', line)),
      ],
    },
    { ...{ ...common, id: 'bank-age' }, claims: [claim(AGE_VCT, 'age_equal_or_over', '18')] },
  ];
}

function cloneHere<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => cloneHere(one)) as Value;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cloneHere(one as unknown)])) as Value;
}
