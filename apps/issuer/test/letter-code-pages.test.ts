import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConsoleVisitor } from './console-visitor.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';

const [WATER, GAS] = ['eaux-fictives', 'gaz-fictif'];
const CODE = /[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{2}/;
const MINUTE = 60_000;

let issuer: IssuerUnderTest;
let operator: ConsoleVisitor;
let id: string;

beforeAll(async () => {
  issuer = await startIssuerUnderTest({ changes: { statusListSize: 1024 } });
  operator = new ConsoleVisitor(issuer);
  await operator.signIn(issuer.apiKeys[WATER] as string);
  id = await issuer.importCustomer(WATER, customer(0), 'C-0000');
});
afterAll(() => issuer.close());

const page = async (path = `/customers/${id}`) => (await operator.get(path)).text();

/** The token of the form that makes a letter. */
async function letterToken(): Promise<string> {
  const form = /action="[^"]*\/letter-codes"[^>]*><input[^>]*value="([\w-]{22})"/.exec(await page());
  return form?.[1] as string;
}

it('a letter with a code is made, shown once for ten minutes, and made once by two clicks', async () => {
  expect(await page()).toContain('There is no code at present.');
  const formToken = await letterToken();
  const letter = await operator.follow(await operator.post(`/customers/${id}/letter-codes`, { formToken }));
  const code = CODE.exec(letter.text)?.[0];
  expect(code).toBeDefined();
  for (const part of ['C-0000', 'Eaux Fictives', 'Dear', 'until']) expect(letter.text).toContain(part);
  const again = await operator.follow(await operator.post(`/customers/${id}/letter-codes`, { formToken }));
  expect(CODE.exec(again.text)?.[0]).toBe(code);
  expect(await page()).toContain('A code is in force until');
  expect(await page()).not.toMatch(CODE);
  issuer.clock.ahead += 11 * MINUTE;
  const later = await page(letter.path);
  expect(later).toContain('The code is no longer shown');
  expect(later).not.toMatch(CODE);
});

it('shows a letter to the session that made it only, and makes none for another tenant’s customer', async () => {
  const made = await operator.post(`/customers/${id}/letter-codes`, { formToken: await letterToken() });
  const { path } = await operator.follow(made);
  const [colleague, other] = [new ConsoleVisitor(issuer), new ConsoleVisitor(issuer)];
  await colleague.signIn(issuer.apiKeys[WATER] as string);
  await other.signIn(issuer.apiKeys[GAS] as string);
  expect(await (await colleague.get(path)).text()).not.toMatch(CODE);
  expect((await other.get(path)).status).toBe(404);
  expect((await other.post(`/customers/${id}/letter-codes`, { formToken: 'A'.repeat(22) })).status).toBe(404);
  expect((await operator.get('/customers/nobody/letter-codes')).status).toBe(404);
});

it('says when a code has run out', async () => {
  issuer.clock.ahead += 61 * 24 * 60 * MINUTE;
  await operator.signIn(issuer.apiKeys[WATER] as string);
  expect(await page()).toContain('The last code ran out on');
});
