import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { CitizenBrowser } from '../../apps/issuer/test/citizen-browser.js';
import { AuthorizingWallet } from '../../apps/issuer/test/authorizing-wallet.js';
import type { IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { CrashingService, type Crash } from './crashing-service.js';
import { foundSmallCooperative, UTILITY, type SmallCooperative } from './found-small-cooperative.js';
import { readRows } from './read-tables.js';
import { UtilityOperator } from './utility-operator.js';

const TEST_MILLISECONDS = 300_000;
const CLIENT = { clientId: 'public-wallet', redirectUri: 'https://wallet.example/cb' };
/** The sign in which no code of ten signs is written. */
const WRONG = 'ABCD-EFGH-J0';

let small: SmallCooperative;
let issuer: CrashingService<IssuerService>;
let operator: UtilityOperator;

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
}, TEST_MILLISECONDS);

afterAll(async () => {
  await issuer.close();
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
});

interface Visit {
  customerNumber: string;
  letterCode: string;
  send(letterCode: string): Promise<Response>;
}

/** A customer with a letter, at the page to which a wallet has sent him. */
async function visit(): Promise<Visit> {
  const { customerNumber, subjectRecordId } = await operator.newCustomer();
  const letterCode = await operator.makeLetter(subjectRecordId);
  const underTest = { url: small.issuerConfig().publicUrl, clock: small.clock } as unknown as IssuerUnderTest;
  const wallet = new AuthorizingWallet(underTest, UTILITY.slug, CLIENT.clientId, CLIENT.redirectUri);
  const browser = new CitizenBrowser(underTest);
  const query = new URLSearchParams({ client_id: CLIENT.clientId, request_uri: await wallet.requestUri() });
  const { path, formToken } = await browser.begin(`${wallet.identifier}/authorize?${query.toString()}`);
  const send = (typed: string) =>
    browser.post(path, { formToken, 'customer-number': customerNumber, 'letter-code': typed });
  return { customerNumber, letterCode, send };
}

function wasAnswered({ answered }: Crash<Visit, Response>): boolean {
  if ('failure' in answered) return false;
  if (answered.answer.status === 303) return true;
  expect(answered.answer.status).toBeGreaterThanOrEqual(500);
  return false;
}

/** Failures that are counted for customers and not for the address as a whole. */
function countFailures(): number {
  const sql = `SELECT "failures" FROM "issuer_sign_in_failure" WHERE "customerLookup" <> ''`;
  const rows = readRows<{ failures: number }>(`${issuer.folder}/issuer.sqlite`, sql);
  return rows.reduce((sum, { failures }) => sum + failures, 0);
}

test(
  'a wrong code that was answered is counted, whichever statement the service dies at, and never more than once',
  async () => {
    const crashes = await issuer.crashEverywhere<Visit & { before: number }, Response>({
      prepare: async () => ({ ...(await visit()), before: countFailures() }),
      take: ({ send }) => send(WRONG),
      async afterwards(crash) {
        const counted = countFailures() - crash.prepared.before;
        expect([0, 1]).toContain(counted);
        if (wasAnswered(crash)) expect(counted).toBe(1);
        // Typed once more by the same browser, it is the same attempt or the first one.
        await crash.prepared.send(WRONG);
        expect(countFailures() - crash.prepared.before).toBe(1);
        await crash.prepared.send(crash.prepared.letterCode);
      },
    });
    expect(crashes).toBeGreaterThan(6);
  },
  TEST_MILLISECONDS,
);

test(
  'a citizen who got no answer sends the form again, and is led to the wallet with one code',
  async () => {
    const crashes = await issuer.crashEverywhere<Visit, Response>({
      prepare: visit,
      take: ({ send, letterCode }) => send(letterCode),
      async afterwards(crash) {
        const { send, letterCode } = crash.prepared;
        const again = await send(letterCode);
        const location = again.headers.get('location') ?? '';
        expect([again.status, location]).toEqual([303, expect.stringContaining(`${CLIENT.redirectUri}?code=`)]);
        if (wasAnswered(crash) && 'answer' in crash.answered) {
          expect(crash.answered.answer.headers.get('location')).toBe(location);
        }
      },
    });
    expect(crashes).toBeGreaterThan(6);
  },
  TEST_MILLISECONDS,
);
