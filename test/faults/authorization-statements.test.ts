import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { answerIn, AuthorizingWallet, openSignInDesk } from '../../apps/issuer/test/authorizing-wallet.js';
import type { IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { CrashingService, type Crash } from './crashing-service.js';
import { foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';

const TEST_MILLISECONDS = 300_000;
const CLIENT = { clientId: 'public-wallet', redirectUri: 'https://wallet.example/cb' };

let small: SmallCooperative;
let issuer: CrashingService<IssuerService>;
let operator: UtilityOperator;
let subjectRecordId: string;

beforeAll(async () => {
  const clients = [{ clientId: CLIENT.clientId, redirectUris: [CLIENT.redirectUri] }];
  small = await foundSmallCooperative({ issuer: { tenants: [{ ...UTILITY, clients }] } });
  const log = createLog({ service: 'issuer', level: 'silent' });
  issuer = new CrashingService(small.folder, small.issuerConfig().dataFolder, (folder, statementHooks) =>
    startIssuer(small.issuerConfig(folder), { clock: small.clock.now, random: platformRandom, log, statementHooks }),
  );
  await issuer.start();
  const code = issuer.running.setupLinks[0]?.code ?? '';
  operator = await UtilityOperator.setUp(small.issuerConfig().publicUrl, code);
  ({ subjectRecordId } = await operator.newCustomer());
}, TEST_MILLISECONDS);

afterAll(async () => {
  await issuer.close();
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
});

/** What the wallets of the issuer's own tests need of it. */
function underTest(): IssuerUnderTest {
  const config = small.issuerConfig(issuer.folder);
  const clock = { ahead: 0, now: small.clock.now };
  return { url: config.publicUrl, config, clock } as Partial<IssuerUnderTest> as IssuerUnderTest;
}

function newWallet(): AuthorizingWallet {
  return new AuthorizingWallet(underTest(), UTILITY.slug, CLIENT.clientId, CLIENT.redirectUri);
}

/** Signed in by another instance on the same files, where nothing stops. */
async function newCode(wallet: AuthorizingWallet): Promise<string> {
  const requestUri = await wallet.begin();
  const desk = await openSignInDesk(underTest());
  try {
    return answerIn(await desk.complete(UTILITY.slug, requestUri, subjectRecordId)).code as string;
  } finally {
    await desk.close();
  }
}

/** The answer where there was one; a service without its database must not say yes. */
function answeredWith({ answered }: Crash<unknown, Response>): Response | undefined {
  if ('failure' in answered) return undefined;
  if (answered.answer.status < 400) return answered.answer;
  expect(answered.answer.status).toBeGreaterThanOrEqual(500);
  return undefined;
}

/** Each redeemed authorization has its grant, and no other one has. */
function checkGrants(): void {
  const file = `${issuer.folder}/issuer.sqlite`;
  const ids = (sql: string) => readRows<{ id: string }>(file, sql).map(({ id }) => id);
  const redeemed = ids(`SELECT "id" FROM "issuer_authorization" WHERE "state" = 'redeemed'`);
  const granted = ids(`SELECT "originId" AS "id" FROM "issuer_grant" WHERE "originKind" = 'authorization'`);
  expect(granted.sort()).toEqual(redeemed.sort());
}

test(
  'a request whose push dies at any statement can be pushed again, and the answer that came leads to the sign-in',
  async () => {
    const crashes = await issuer.crashEverywhere<AuthorizingWallet, Response>({
      prepare: () => Promise.resolve(newWallet()),
      take: (wallet) => wallet.push(),
      async afterwards(crash) {
        const wallet = crash.prepared;
        const answer = answeredWith(crash);
        const uri = answer === undefined ? undefined : ((await answer.json()) as { request_uri: string }).request_uri;
        const requestUri = uri ?? (await newWallet().requestUri());
        const led = await wallet.authorize({ client_id: CLIENT.clientId, request_uri: requestUri });
        expect([led.status, led.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in/')]);
      },
    });
    expect(crashes).toBeGreaterThan(3);
  },
  TEST_MILLISECONDS,
);

test(
  'a browser that was not answered at the authorization endpoint comes again, and is led to the sign-in',
  async () => {
    const crashes = await issuer.crashEverywhere<{ wallet: AuthorizingWallet; request_uri: string }, Response>({
      prepare: async () => {
        const wallet = newWallet();
        return { wallet, request_uri: await wallet.requestUri() };
      },
      take: ({ wallet, request_uri }) => wallet.authorize({ client_id: CLIENT.clientId, request_uri }),
      async afterwards({ prepared: { wallet, request_uri } }) {
        const led = await wallet.authorize({ client_id: CLIENT.clientId, request_uri });
        expect([led.status, led.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in/')]);
      },
    });
    expect(crashes).toBeGreaterThan(3);
  },
  TEST_MILLISECONDS,
);

test(
  'a code becomes one grant at any crash: it still works, or a second use ends what came of it',
  async () => {
    let endedByRepeat = 0;
    const crashes = await issuer.crashEverywhere<{ wallet: AuthorizingWallet; code: string }, Response>({
      prepare: async () => {
        const wallet = newWallet();
        return { wallet, code: await newCode(wallet) };
      },
      take: ({ wallet, code }) => wallet.token(wallet.codeForm(code)),
      async afterwards(crash) {
        const { wallet, code } = crash.prepared;
        const answered = answeredWith(crash) !== undefined;
        checkGrants();
        const again = await wallet.token(wallet.codeForm(code));
        expect([200, 400]).toContain(again.status);
        if (again.status === 400 && !answered) endedByRepeat += 1;
        if (answered) expect(again.status).toBe(400);
        checkGrants();
      },
    });
    expect(crashes).toBeGreaterThan(8);
    // Committed and not delivered.
    expect(endedByRepeat).toBe(1);
  },
  TEST_MILLISECONDS,
);

test(
  'a refresh token works again after a crash at any statement of its use',
  async () => {
    const crashes = await issuer.crashEverywhere<{ wallet: AuthorizingWallet; refreshToken: string }, Response>({
      prepare: async () => {
        const wallet = newWallet();
        return { wallet, refreshToken: (await wallet.tokens(await newCode(wallet))).refresh_token };
      },
      take: ({ wallet, refreshToken }) => wallet.token(wallet.refreshForm(refreshToken)),
      async afterwards({ prepared: { wallet, refreshToken } }) {
        expect((await wallet.token(wallet.refreshForm(refreshToken))).status).toBe(200);
      },
    });
    expect(crashes).toBeGreaterThan(5);
  },
  TEST_MILLISECONDS,
);
