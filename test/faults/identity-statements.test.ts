import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentialRequest } from '#openid4vci';
import type { RequestObjectPayload } from '#openid4vp';
import { platformRandom, secondsOf, systemClock } from '#primitives';
import { writeJsonFile } from '#service-kit/files';
import { createLog } from '#service-kit/log';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { AuthorizingWallet } from '../../apps/issuer/test/authorizing-wallet.js';
import { CitizenBrowser } from '../../apps/issuer/test/citizen-browser.js';
import { newIdentityProvider, type FictiveIdentityProvider } from '../../apps/issuer/test/fictive-identity-provider.js';
import { IdentityWallet } from '../../apps/issuer/test/identity-wallet.js';
import type { IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newKey, WalletUnderTest } from '../../apps/issuer/test/wallet-under-test.js';
import { CrashingService, EVERY_CHANGE } from './crashing-service.js';
import { foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';

const TEST_MILLISECONDS = 300_000;
const CLIENT = { clientId: 'public-wallet', redirectUri: 'https://wallet.example/cb' };

let small: SmallCooperative;
let issuer: CrashingService<IssuerService>;
let operator: UtilityOperator;
let lists: string;
let provider: FictiveIdentityProvider;

beforeAll(async () => {
  lists = await mkdtemp(join(tmpdir(), 'incola-lists-'));
  const file = join(lists, 'eu-pid.json');
  provider = await newIdentityProvider('pid', secondsOf(systemClock));
  const entities = [provider.entity];
  await writeJsonFile(file, { format: 'incola-trusted-entities', version: 1, list: 'eu-pid', entities });
  const clients = [{ clientId: CLIENT.clientId, redirectUris: [CLIENT.redirectUri] }];
  const asking = { credentialTypes: ['residency', 'age'], identityEvidence: { trustedEntities: [file] } };
  small = await foundSmallCooperative({ issuer: { tenants: [{ ...UTILITY, clients, ...asking }] } });
  const log = createLog({ service: 'issuer', level: 'silent' });
  issuer = new CrashingService(small.folder, small.issuerConfig().dataFolder, (folder, statementHooks) =>
    startIssuer(small.issuerConfig(folder), { clock: small.clock.now, random: platformRandom, log, statementHooks }),
  );
  await issuer.start();
  const code = issuer.running.setupLinks[0]?.code ?? '';
  operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, code);
}, TEST_MILLISECONDS);

afterAll(async () => {
  await issuer.close();
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
  await rm(lists, { recursive: true, force: true });
});

interface Citizen {
  wallet: AuthorizingWallet;
  holder: WalletUnderTest;
  identity: IdentityWallet;
  browser: CitizenBrowser;
  page: string;
  formToken: string;
  payload: RequestObjectPayload;
  form: string;
}

/** A citizen who has signed in, and whose wallet is about to show who he is. */
async function signedIn(): Promise<Citizen> {
  const { customerNumber, subjectRecordId } = await operator.newCustomer();
  const letterCode = await operator.makeLetter(subjectRecordId);
  const underTest = { url: small.issuerConfig().publicUrl, clock: small.clock } as unknown as IssuerUnderTest;
  const wallet = new AuthorizingWallet(underTest, UTILITY.slug, CLIENT.clientId, CLIENT.redirectUri);
  const holder = new WalletUnderTest(underTest, UTILITY.slug);
  wallet.dpopKey = holder.dpopKey;
  const browser = new CitizenBrowser(underTest);
  const requestUri = await wallet.requestUri({ scope: 'age' });
  const query = new URLSearchParams({ client_id: CLIENT.clientId, request_uri: requestUri });
  const { path, formToken } = await browser.begin(`${wallet.identifier}/authorize?${query.toString()}`);
  await browser.post(path, { formToken, 'customer-number': customerNumber, 'letter-code': letterCode });
  const identity = new IdentityWallet(underTest);
  const page = `${path}/identity`;
  return { wallet, holder, identity, browser, page, formToken, ...(await askedOn(browser, page, identity)) };
}

async function askedOn(browser: CitizenBrowser, page: string, identity: IdentityWallet) {
  const text = await (await browser.get(page)).text();
  const link = /href="(openid4vp:[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const payload = await identity.fetch(link);
  const card = await provider.issue('dc+sd-jwt', identity.holderKey.publicJwk, { birthdate: '1984-03-17' });
  return { payload, form: await identity.form(payload, card) };
}

/** @returns where the browser is led; `undefined` where the wallet was told nothing that leads it */
async function show(
  { identity, browser }: Pick<Citizen, 'identity' | 'browser'>,
  asked: Pick<Citizen, 'payload' | 'form'>,
) {
  const { body } = await identity.post(asked.payload, asked.form);
  if (typeof body.redirect_uri !== 'string') return undefined;
  return (await browser.get(body.redirect_uri)).headers.get('location') ?? undefined;
}

const isAtWallet = (location: string | undefined) => location?.startsWith(`${CLIENT.redirectUri}?code=`) === true;

test(
  'who showed his identity card gets a proof of age from it, whichever statement the service dies at between answer and code',
  async () => {
    const crashes = await issuer.crashEverywhere<Citizen, string | undefined>(
      {
        prepare: signedIn,
        take: (citizen) => show(citizen, citizen),
        async afterwards({ prepared, answered }) {
          const { browser, page, formToken, identity, wallet, holder } = prepared;
          let location = 'answer' in answered ? answered.answer : undefined;
          // The wallet sends its answer again; else the citizen goes on from the page, or begins again where the way back was lost.
          if (!isAtWallet(location)) location = await show(prepared, prepared);
          for (const way of ['/continuation', '']) {
            if (isAtWallet(location)) break;
            location = (await browser.post(`${page}${way}`, { formToken })).headers.get('location') ?? undefined;
          }
          if (!isAtWallet(location)) location = await show(prepared, await askedOn(browser, page, identity));
          expect(isAtWallet(location)).toBe(true);
          const { access_token: token } = await wallet.tokens(new URL(location ?? '').searchParams.get('code') ?? '');
          const keyProofs = await holder.keyProofs([newKey()]);
          const request = createCredentialRequest({ credentialConfigurationId: 'age', keyProofs });
          expect((await holder.credentials(token, request)).status).toBe(200);
        },
      },
      EVERY_CHANGE,
    );
    expect(crashes).toBeGreaterThan(6);
    expect(issuer.diedAt).toContain('issuer_shown_identity');
    const shown = readRows<{ sealed: string }>(
      `${issuer.folder}/issuer.sqlite`,
      'SELECT * FROM "issuer_shown_identity"',
    );
    expect(JSON.stringify(shown)).not.toContain('1984');
  },
  TEST_MILLISECONDS,
);
