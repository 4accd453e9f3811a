import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import type { Database } from '#service-kit/database';
import { Outbox } from '#service-kit/outbox';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { openKeyStore, type KeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { TypeormLetterCodes } from '../src/adapters/typeorm/typeorm-letter-codes.js';
import { TypeormSignInFailures } from '../src/adapters/typeorm/typeorm-sign-in-failures.js';
import { TypeormSubjectRecords } from '../src/adapters/typeorm/typeorm-subject-records.js';
import { createLetterCode, formatLetterCode, normaliseLetterCode } from '../src/sign-in/letter-code-text.js';
import { originOfAddress } from '../src/sign-in/origin-of-address.js';
import { readLetterAttempt, tryLetterCode } from '../src/sign-in/try-letter-code.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';

const WATER = 'eaux-fictives';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOME = '192.0.2.1';
const ELSEWHERE = '198.51.100.7';
const WRONG = 'ABCD-EFGH-JK';

describe.each<DatabaseUnderTest>(databasesUnderTest())('letter codes on $name', (databaseUnderTest) => {
  let issuer: IssuerUnderTest;
  let database: Database;
  let keyStore: KeyStore;
  let next = 0;

  beforeAll(async () => {
    issuer = await startIssuerUnderTest({
      databaseUrl: await databaseUnderTest.freshUrl(),
      changes: { statusListSize: 1024 },
    });
    ({ database, keyStore } = await openAnother());
  });
  afterAll(async () => {
    await database.close();
    await keyStore.close();
    await issuer.close();
  });

  /** A second instance's way to the same database and keys. */
  async function openAnother() {
    const parts = { clock: issuer.clock.now, random: platformRandom };
    return {
      database: await openDataStore(issuer.config.databaseUrl),
      keyStore: await openKeyStore(issuer.config, parts),
    };
  }

  function trier(at: Database = database, keys = keyStore.lookupKeys) {
    const parts = {
      unitOfWork: at,
      subjects: new TypeormSubjectRecords(at, new Outbox(issuer.clock.now, platformRandom)),
      letterCodes: new TypeormLetterCodes(at),
      failures: new TypeormSignInFailures(at),
      ...{ letterCodeTtlDays: issuer.config.letterCodeTtlDays, clock: issuer.clock.now },
    };
    return async (customerNumber: string, letterCode: string, address = HOME) =>
      tryLetterCode(await readLetterAttempt(WATER, { customerNumber, letterCode }, address, keys), null, parts);
  }

  async function newCustomer() {
    const number = `C-${String(next).padStart(4, '0')}`;
    const id = await issuer.importCustomer(WATER, customer(next++), number);
    return { id, number, letterCode: await newLetter(id) };
  }

  async function newLetter(id: string, tenant = WATER): Promise<string> {
    const answer = await issuer.manage(tenant, 'POST', `/subject-records/${id}/letter-codes`);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { letterCode: string }).letterCode;
  }

  /** A wrong code that begins as the letter's does. */
  const nearly = (letterCode: string) => `${letterCode.slice(0, 9)}${letterCode.endsWith('AA') ? 'BB' : 'AA'}-AA`;
  const waitedLongEnough = () => (issuer.clock.ahead += 61 * MINUTE);

  async function fail(times: number, number: string, address = HOME) {
    const outcomes: string[] = [];
    for (let time = 0; time < times; time++) {
      outcomes.push((await trier()(number, WRONG, address)).outcome);
      waitedLongEnough();
    }
    return outcomes;
  }

  it('signs in with number and code as the letter shows them, in small letters, without hyphens, and several times', async () => {
    const { id, number, letterCode } = await newCustomer();
    expect(letterCode).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{2}$/);
    for (const typed of [letterCode, letterCode.toLowerCase(), ` ${letterCode.replaceAll('-', ' – ')} `]) {
      expect(await trier()(` ${number} `, typed)).toEqual({ outcome: 'signed_in', subjectRecordId: id });
    }
  });

  it('refuses the code of another customer and of an earlier letter, and a code whose days are over', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    expect(await trier()(one.number, other.letterCode)).toEqual({ outcome: 'wrong' });
    const renewed = await newLetter(one.id);
    expect(await trier()(one.number, one.letterCode)).toEqual({ outcome: 'wrong' });
    expect(await trier()(one.number, renewed)).toMatchObject({ outcome: 'signed_in' });
    issuer.clock.ahead += 61 * DAY;
    expect(await trier()(one.number, renewed)).toEqual({ outcome: 'expired' });
  });

  it('after five wrong codes nothing is taken for a while, the right one neither; then each wrong one doubles the wait', async () => {
    const { number, letterCode } = await newCustomer();
    const attempt = trier();
    for (let time = 0; time < 4; time++) expect(await attempt(number, WRONG)).toEqual({ outcome: 'wrong' });
    const now = issuer.clock.now();
    const fifth = (await attempt(number, WRONG)) as { outcome: string; until: number };
    expect(fifth.outcome).toBe('later');
    expect(Math.round((fifth.until - now) / MINUTE)).toBe(1);
    expect(await attempt(number, letterCode)).toEqual(fifth);
    issuer.clock.ahead += MINUTE + 1000;
    const sixth = (await attempt(number, WRONG)) as { until: number };
    expect(Math.round((sixth.until - issuer.clock.now()) / MINUTE)).toBe(2);
    issuer.clock.ahead += 2 * MINUTE + 1000;
    expect(await attempt(number, letterCode)).toMatchObject({ outcome: 'signed_in' });
    // Who signed in begins anew.
    expect(await attempt(number, WRONG)).toEqual({ outcome: 'wrong' });
  });

  it('after twenty wrong codes the letter is worth nothing there, until a new one is made', async () => {
    const { id, number, letterCode } = await newCustomer();
    const outcomes = await fail(20, number);
    expect(outcomes).toEqual([...Array<string>(4).fill('wrong'), ...Array<string>(15).fill('later'), 'dead']);
    expect(await trier()(number, letterCode)).toEqual({ outcome: 'dead' });
    issuer.clock.ahead += 20 * DAY;
    expect(await trier()(number, letterCode)).toEqual({ outcome: 'dead' });
    expect(await trier()(number, await newLetter(id))).toMatchObject({ outcome: 'signed_in' });
  });

  it('a stranger who knows the number keeps nobody elsewhere waiting, however often he tries', async () => {
    const { number, letterCode } = await newCustomer();
    await fail(25, number, ELSEWHERE);
    expect(await trier()(number, letterCode, ELSEWHERE)).toEqual({ outcome: 'dead' });
    expect(await trier()(number, letterCode, HOME)).toMatchObject({ outcome: 'signed_in' });
  });

  it('whoever knows how the code begins is counted from wherever he tries', async () => {
    const { id, number, letterCode } = await newCustomer();
    for (let time = 0; time < 19; time++) {
      expect(await trier()(number, nearly(letterCode), `203.0.113.${time}`)).toEqual({ outcome: 'wrong' });
    }
    expect(await trier()(number, nearly(letterCode), '203.0.113.99')).toEqual({ outcome: 'dead' });
    expect(await trier()(number, letterCode, HOME)).toEqual({ outcome: 'dead' });
    expect(await trier()(number, await newLetter(id), HOME)).toMatchObject({ outcome: 'signed_in' });
  });

  it('an unknown number gets the very answers of a wrong code, to the last', async () => {
    const { number } = await newCustomer();
    expect(await fail(21, 'C-99999', '203.0.113.201')).toEqual(await fail(21, number, '203.0.113.202'));
  });

  it('an origin that tries number after number has to wait; whoever has his letter does not', async () => {
    const { number, letterCode } = await newCustomer();
    const flood = '203.0.113.250';
    for (let index = 0; index < 100; index++) await trier()(`X-${index}`, WRONG, flood);
    expect(await trier()('X-1000', WRONG, flood)).toMatchObject({ outcome: 'later' });
    expect(await trier()(number, letterCode, flood)).toMatchObject({ outcome: 'signed_in' });
    waitedLongEnough();
    expect(await trier()('X-1000', WRONG, flood)).toEqual({ outcome: 'wrong' });
  });

  it('counts over a restart, in two instances, and attempts at once', async () => {
    const { number, letterCode } = await newCustomer();
    const second = await openAnother();
    const tries = [trier(), trier(second.database, second.keyStore.lookupKeys)];
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_unused, index) => (tries[index % 2] as (typeof tries)[number])(number, WRONG)),
    );
    await second.database.close();
    await second.keyStore.close();
    expect(outcomes.filter((one) => one.outcome === 'wrong')).toHaveLength(4);
    await issuer.restart();
    expect(await trier()(number, letterCode)).toMatchObject({ outcome: 'later' });
  });

  it('erasure and withdrawal take the code away, and erasure what was counted', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    await trier()(one.number, WRONG);
    await issuer.manage(WATER, 'POST', `/subject-records/${one.id}/revocation`, { reason: 'moved_out' });
    expect(await trier()(one.number, one.letterCode)).toEqual({ outcome: 'wrong' });
    await trier()(other.number, WRONG);
    await issuer.manage(WATER, 'DELETE', `/subject-records/${other.id}`);
    const keys = keyStore.lookupKeys;
    const place = {
      tenantId: WATER,
      customerLookup: await keys.lookup(WATER, 'customer-number', other.number),
      originDigest: await keys.lookup(WATER, 'sign-in-origin', HOME),
    };
    expect(await new TypeormLetterCodes(database).find(WATER, other.id)).toBeUndefined();
    expect(await new TypeormSignInFailures(database).find(place)).toBeUndefined();
    const again = await issuer.manage(WATER, 'POST', `/subject-records/${other.id}/letter-codes`);
    expect(again.status).toBe(404);
  });

  it('the code, the number and the address stand nowhere in the database', async () => {
    const { number, letterCode } = await newCustomer();
    await trier()(number, WRONG, '203.0.113.77');
    const dump = JSON.stringify([
      await database.read((manager) => manager.query('SELECT * FROM issuer_letter_code')),
      await database.read((manager) => manager.query('SELECT * FROM issuer_sign_in_failure')),
    ]);
    for (const secret of [letterCode, letterCode.replaceAll('-', ''), number, '203.0.113.77']) {
      expect(dump).not.toContain(secret);
    }
  });
});

it('a code has ten signs of which each is as likely as the other', () => {
  const counts = new Map<string, number>();
  for (let time = 0; time < 3000; time++) {
    const code = createLetterCode(platformRandom);
    expect(code).toHaveLength(10);
    for (const sign of code) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect(counts.size).toBe(30);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  expect(formatLetterCode('ABCDEFGHJK')).toBe('ABCD-EFGH-JK');
  expect(normaliseLetterCode(' abcd‑efgh–jk ')).toBe('ABCDEFGHJK');
});

it('a household of IPv6 is one origin, and an embedded IPv4 address is that address', () => {
  expect(originOfAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(originOfAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(originOfAddress('::1')).toBe('0:0:0:0::/64');
  expect(originOfAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(originOfAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(originOfAddress('192.0.2.1')).toBe('192.0.2.1');
});
