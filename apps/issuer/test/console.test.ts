import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { platformRandom } from '#primitives';
import { ApiKeys } from '#service-kit/authentication';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { ConsoleVisitor } from './console-visitor.js';
import { customer, fileOf } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const [WATER, GAS] = ['eaux-fictives', 'gaz-fictif'];

describe.each<DatabaseUnderTest>(databasesUnderTest())("the operators' pages on $name", (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let databaseUrl: string;
  let operator: ConsoleVisitor;
  let other: ConsoleVisitor;
  let id: string;

  beforeAll(async () => {
    databaseUrl = await databaseUnderTest.freshUrl();
    issuer = await startIssuerUnderTest({ databaseUrl, changes: { statusListSize: 1024 } });
    [operator, other] = [new ConsoleVisitor(issuer), new ConsoleVisitor(issuer)];
    await operator.signIn(issuer.apiKeys[WATER] as string);
    await other.signIn(issuer.apiKeys[GAS] as string);
    id = await issuer.importCustomer(WATER, customer(0), 'C-0000');
  });
  afterAll(() => issuer.close());

  const addCustomer = (index: number) =>
    issuer.importCustomer(WATER, customer(index), `C-${String(index).padStart(4, '0')}`);
  const text = async (path: string, visitor = operator) => (await visitor.get(path)).text();
  const offersOf = async (customerId: string) =>
    [...(await text(`/customers/${customerId}`)).matchAll(/href="(\/offers\/[\w-]+)"/g)].map(
      ([, path]) => path as string,
    );

  /** One of each, all of the first tenant. */
  async function objects() {
    const imported = await operator.upload('/imports', fileOf(customer(0), 'x'));
    const importPath = (await operator.follow(imported)).path;
    const formToken = await operator.formToken(`/customers/${id}`);
    const offer = await operator.follow(await operator.post(`/customers/${id}/offers`, { formToken }));
    return { importPath, offerPath: offer.path.split('?')[0] as string };
  }

  test('the start page tells what is there, and when a withdrawal takes effect', async () => {
    const page = await text('/');
    expect(page).toContain('Eaux Fictives');
    expect(page).toMatch(/customers<\/dt><dd>\d+/);
    expect(page).toContain('after 3 minutes at the latest');
  });

  test('refuses every page to whoever is not signed in, and another tenant’s objects to who is', async () => {
    const { importPath, offerPath } = await objects();
    const [customerPath, stranger] = [`/customers/${id}`, new ConsoleVisitor(issuer)];
    const pages = [importPath, `${importPath}/refused-rows.csv`, customerPath, `${customerPath}/revocation`];
    pages.push(`${customerPath}/erasure`, offerPath, `${offerPath}/letter`);
    const forms: [path: string, form: Record<string, string>][] = [
      [`${importPath}/forgetting`, {}],
      [`${customerPath}/offers`, { formToken: 'A'.repeat(22) }],
      [`${customerPath}/revocation`, { formToken: 'A'.repeat(22), reason: 'other' }],
      [`${customerPath}/erasure`, { formToken: 'A'.repeat(22), confirmation: 'C-0000' }],
      [`${offerPath}/cancellation`, {}],
    ];
    for (const path of ['/', '/imports', '/customers', ...pages]) {
      const answer = await stranger.get(path);
      expect([path, answer.status, answer.headers.get('location')]).toEqual([
        path,
        303,
        `${issuer.url}/sign-in?next=${encodeURIComponent(path)}`,
      ]);
    }
    for (const [path, form] of [...forms, ['/imports', { rows: 'x' }], ['/customers/search', {}]] as typeof forms) {
      const answer = await stranger.post(path, form);
      expect([path, answer.headers.get('location')]).toEqual([path, `${issuer.url}/sign-in`]);
      const foreign = await operator.post(path, form, {
        origin: 'http://localhost:4004',
        'sec-fetch-site': 'same-site',
      });
      expect([path, foreign.status]).toEqual([path, 403]);
    }
    for (const path of pages) expect([path, (await other.get(path)).status]).toEqual([path, 404]);
    for (const [path, form] of forms) expect([path, (await other.post(path, form)).status]).toEqual([path, 404]);
    const searched = await other.post('/customers/search', { customerNumber: 'C-0000' });
    expect(searched.status).toBe(404);
    expect(await text('/customers', other)).toContain('There are no customers yet.');
    // Nothing of it has touched anything.
    for (const path of pages) expect([path, (await operator.get(path)).status]).toEqual([path, 200]);
    expect(await text(offerPath)).toContain('waits to be picked up');
  });

  test('refuses what the access key does not allow, and does not offer it', async () => {
    const database = await openDataStore(databaseUrl);
    const keys = new ApiKeys(database, issuer.clock.now, platformRandom);
    const reader = new ConsoleVisitor(issuer);
    await reader.signIn(await keys.create({ tenantId: WATER, scopes: ['records:read'] }));
    await database.close();
    const page = await text(`/customers/${id}`, reader);
    for (const path of ['offers', 'revocation', 'erasure']) {
      expect(page).not.toContain(`/customers/${id}/${path}"`);
      const refused = await reader.post(`/customers/${id}/${path}`, { formToken: 'A'.repeat(22) });
      expect([path, refused.status]).toEqual([path, 403]);
      expect(await refused.text()).toContain('does not allow this');
    }
    expect((await reader.upload('/imports', fileOf(customer(1)))).status).toBe(403);
  });

  test('a file is imported by script and by form, and its report tells line, column, rule and value', async () => {
    const bad = customer(5).replace('2020-01-31', '2099-01-31');
    const sent = await operator.follow(await operator.upload('/imports', fileOf(customer(4), bad)));
    for (const part of ['<dd>1</dd>', 'supply_start_date', 'The date lies in the future.', '2099-01-31']) {
      expect(sent.text).toContain(part);
    }
    const pasted = await operator.follow(await operator.post('/imports', { rows: fileOf(customer(4)) }));
    expect(pasted.text).toContain('Every row was accepted.');
    const past = await text('/imports');
    for (const { path } of [sent, pasted]) expect(past).toContain(`href="${path}"`);
  });

  test('a file that is refused as a whole says why, and stores nothing', async () => {
    for (const answer of [await operator.upload('/imports', 'a;b'), await operator.post('/imports', { rows: 'a;b' })]) {
      expect(answer.status).toBe(400);
      const page = await answer.text();
      expect(page).toContain(
        'A required column is missing. Line 1. Column “customer_number”. Nothing has been stored.',
      );
    }
    expect((await operator.post('/imports', {})).status).toBe(400);
  });

  test('refused rows are downloaded without anything that a spreadsheet takes for a formula, and forgotten on request', async () => {
    const hostile = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', ' =1', '＝1'];
    const rows = hostile.map((value, index) =>
      customer(40 + index).replace('Amélie', `"${value.replaceAll('"', '""')}"`),
    );
    const { path } = await operator.follow(await operator.upload('/imports', fileOf(...rows)));
    const file = await operator.get(`${path}/refused-rows.csv`);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const fields = (await file.text()).match(/"(?:[^"]|"")*"/g) ?? [];
    expect(fields.length).toBeGreaterThan(4 * 4);
    for (const field of fields) expect(field).not.toMatch(/^"\s*[=+\-@＝]/);
    expect(fields).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    const forgotten = await operator.follow(await operator.post(`${path}/forgetting`));
    expect(forgotten.text).toContain('has been forgotten');
    expect(forgotten.text).not.toContain('HYPERLINK');
    expect(await text(`${path}/refused-rows.csv`)).not.toContain('HYPERLINK');
    // Once more changes nothing.
    expect((await operator.follow(await operator.post(`${path}/forgetting`))).status).toBe(200);
  });

  test('shows hostile texts as texts', async () => {
    const script = '<script>alert(1)</script>';
    const { text: report } = await operator.follow(
      await operator.upload('/imports', fileOf(customer(6).replace('Amélie', script))),
    );
    expect(report).toContain('&lt;script>');
    const searched = await (await operator.post('/customers/search', { customerNumber: `"${script}` })).text();
    for (const page of [report, searched, await text(`/customers/${encodeURIComponent(script)}`)]) {
      expect(page).not.toContain(script);
    }
  });

  test('a customer is found by the whole number, in spite of blanks around it', async () => {
    const found = await operator.follow(await operator.post('/customers/search', { customerNumber: ' C-0000 ' }));
    expect([found.path, found.status]).toEqual([`/customers/${id}`, 200]);
    const missing = await operator.post('/customers/search', { customerNumber: 'C-00' });
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('No customer has this number.'),
    ]);
  });

  test('a double click makes one offer, whose code is shown to its session alone, for ten minutes', async () => {
    const one = await addCustomer(11);
    const formToken = await operator.formToken(`/customers/${one}`);
    const click = () => operator.post(`/customers/${one}/offers`, { formToken, credentialTypeId: 'residency' });
    const places = (await Promise.all([click(), click(), click()])).map((answer) => answer.headers.get('location'));
    expect(new Set(places).size).toBe(1);
    expect(await offersOf(one)).toHaveLength(1);
    const made = await operator.follow(await click());
    const [code] = /(?<=console-code">)\d{6}/.exec(made.text) ?? [];
    expect(code).toBeDefined();
    expect(made.text).toContain(`http://localhost:4000/offer#credential_offer_uri=`);
    expect(made.text).toContain('openid-credential-offer://?credential_offer_uri=');
    const [, letterPath = ''] = /href="(\/offers\/[\w-]+\/letter\?form=[\w-]+)"/.exec(made.text) ?? [];
    const letter = await text(letterPath);
    // Back from the letter, the code is still there.
    expect(letter).toContain(`href="${made.path}"`);
    expect(letter).toContain('Amélie Fictiveb');
    expect(letter).not.toContain(code);
    const colleague = new ConsoleVisitor(issuer);
    await colleague.signIn(issuer.apiKeys[WATER] as string);
    expect(await text(made.path, colleague)).toContain('The code is no longer shown.');
    issuer.clock.ahead += 10 * 60_000;
    expect(await text(made.path)).toContain('The code is no longer shown.');
  });

  test('a cancelled offer is cancelled, also by a second click, and one that was picked up is not', async () => {
    const one = await addCustomer(12);
    const make = async () => {
      const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: one });
      return (await answer.json()) as CreatedOfferAnswer;
    };
    const offer = await make();
    for (let click = 0; click < 2; click++) {
      const page = await operator.follow(await operator.post(`/offers/${offer.id}/cancellation`));
      expect(page.text).toContain('has been cancelled');
    }
    expect((await fetch(offer.credentialOfferUri)).status).toBe(404);
    expect((await operator.get(`/offers/${offer.id}/letter`)).status).toBe(404);
    const taken = await make();
    const wallet = new WalletUnderTest(issuer);
    await wallet.receive(taken, 2);
    expect((await operator.post(`/offers/${taken.id}/cancellation`)).status).toBe(409);
    expect(await text(`/offers/${taken.id}`)).toContain('has been picked up');
    expect(await text(`/customers/${one}`)).toContain('in force');
  });

  test('proofs are withdrawn for a reason that is told, once, and the page says when it takes effect', async () => {
    const one = await addCustomer(13);
    const answer = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId: one });
    await new WalletUnderTest(issuer).receive((await answer.json()) as CreatedOfferAnswer, 2);
    const path = `/customers/${one}/revocation`;
    const formToken = await operator.formToken(path);
    const missing = await operator.post(path, { formToken });
    expect([missing.status, await missing.text()]).toEqual([400, expect.stringContaining('Choose a reason.')]);
    expect((await operator.post(path, { formToken, reason: 'boredom' })).status).toBe(400);
    const click = () => operator.post(path, { formToken, reason: 'moved_out' });
    const [first, second] = [await operator.follow(await click()), await operator.follow(await click())];
    for (const page of [first, second]) {
      expect(page.text).toMatch(/(?:One proof has|\d+ proofs have) been withdrawn.*In 25 hours at the latest/);
      expect(page.text).toContain('The customer has moved out');
    }
  });

  test('a customer is erased when his number is typed, and not before; a second click leads to the same page', async () => {
    const one = await addCustomer(14);
    const path = `/customers/${one}/erasure`;
    const formToken = await operator.formToken(path);
    for (const confirmation of ['', 'C-0000', 'c-0014']) {
      const wrong = await operator.post(path, { formToken, confirmation });
      expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('Nothing has been erased.')]);
    }
    expect((await operator.get(`/customers/${one}`)).status).toBe(200);
    const click = () => operator.post(path, { formToken, confirmation: 'C-0014' });
    for (const answer of [...(await Promise.all([click(), click()])), await click()]) {
      expect((await operator.follow(answer)).text).toContain('The customer has been erased.');
    }
    expect((await operator.get(`/customers/${one}`)).status).toBe(404);
    // Another form, for one who is gone, finds nobody.
    expect((await operator.post(path, { formToken: 'B'.repeat(22), confirmation: 'C-0014' })).status).toBe(404);
  });

  test('pages lead through all customers', async () => {
    await issuer.manage(
      WATER,
      'POST',
      '/imports',
      fileOf(...Array.from({ length: 60 }, (_, one) => customer(100 + one))),
    );
    const found = new Set<string>();
    for (let path: string | undefined = '/customers'; path !== undefined;) {
      const page: string = await text(path);
      for (const [, customerId] of page.matchAll(/href="\/customers\/([\w-]{22})"/g)) found.add(customerId as string);
      path = /href="(\/customers\?cursor=[^"]+)" class="[^"]*">Next page/.exec(page)?.[1];
    }
    expect(found.size).toBeGreaterThan(60);
    expect((await operator.get('/customers?cursor=nonsense')).status).toBe(400);
  });

  test('a page in French is French as a whole', async () => {
    const page = await text('/customers?language=fr');
    expect(page).toContain('<html lang="fr">');
    for (const english of ['Customers', 'Sign out', 'Next page']) expect(page).not.toContain(english);
  });
});
