import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CredentialType } from '#credential-types';
import { STATUS_INVALID, STATUS_SUSPENDED, STATUS_VALID, statusAt } from '#status-list';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import type { StatusPlace } from '../src/credential/issuances.js';
import { boundOf, REVOCATION_REASONS, releaseOf } from '../src/revocation/revocation-reasons.js';
import { revokeCredentials, revokeForErasure, revokeGrant } from '../src/revocation/revoke-credentials.js';
import { suspendCredentials } from '../src/revocation/suspend-credentials.js';
import { DAY, openStatusUnderTest, TENANT, type StatusUnderTest } from './status-under-test.js';

const type = (id: string, maySuspend: boolean) => ({ id, hasStatus: true, maySuspend }) as CredentialType;
const tenant = { slug: TENANT, credentialTypes: [type('residency', false), type('suspendable', true)] };

describe.each<DatabaseUnderTest>(databasesUnderTest())('decisions about credentials on $name', ({ freshUrl }) => {
  let one: StatusUnderTest;
  beforeEach(async () => {
    one = await openStatusUnderTest(await freshUrl());
    await one.claim({ subjectRecordId: 'bystander', count: 1 });
  });
  afterEach(() => one.close());

  const subject = (subjectRecordId: string) => ({ tenantId: TENANT, subjectRecordId });
  const statusOf = async ({ listId, idx }: StatusPlace) => {
    const { list, statuses } = await one.bits(listId);
    return statusAt({ bits: list.bits, statuses }, idx);
  };
  const statusesOf = (places: readonly StatusPlace[]) => Promise.all(places.map(statusOf));
  const settle = async () => {
    while (await one.release());
  };
  const batches = () =>
    one.database.read((manager) =>
      manager.query<Record<string, unknown>[]>('SELECT * FROM "issuer_status_batch" ORDER BY "subjectRecordId"'),
    );

  test('wait until twenty persons have moved, and then go together', async () => {
    const homes: StatusPlace[][] = [];
    for (let person = 0; person < 20; person++) {
      homes.push(await one.claim({ subjectRecordId: `s${person}`, count: 2 }));
      await one.claim({ subjectRecordId: `s${person}`, count: 1 });
    }
    for (let person = 0; person < 19; person++) {
      expect(await revokeCredentials(subject(`s${person}`), 'moved_out', one.revocation)).toBe(3);
      await settle();
    }
    expect(await one.revokedCount()).toBe(0);
    expect(await statusesOf(homes.flat())).not.toContain(STATUS_INVALID);
    await revokeCredentials(subject('s19'), 'contract_ended', one.revocation);
    await settle();
    expect(await statusesOf(homes.flat())).toEqual(homes.flat().map(() => STATUS_INVALID));
    expect((await one.bits()).list.version).toBe(1);
    expect(await one.revokedCount()).toBeGreaterThanOrEqual(60);
  }, 30_000);

  test('wait no longer than a day, those that came last included', async () => {
    const [first, last] = [await one.claim({ subjectRecordId: 'a' }), await one.claim({ subjectRecordId: 'b' })];
    await revokeCredentials(subject('a'), 'moved_out', one.revocation);
    one.time.now += DAY - 1;
    await revokeCredentials(subject('b'), 'moved_out', one.revocation);
    await settle();
    expect(await statusesOf(first)).not.toContain(STATUS_INVALID);
    one.time.now += 1;
    await settle();
    expect(await statusesOf([...first, ...last])).toEqual(Array.from({ length: 20 }, () => STATUS_INVALID));
    const { list } = await one.bits();
    await settle();
    expect((await one.bits()).list.version).toBe(list.version);
  });

  test.each(['fraud', 'key_lost', 'issued_in_error'] as const)('go at once and alone for %s', async (reason) => {
    const [waiting, urgent] = [await one.claim({ subjectRecordId: 'a' }), await one.claim({ subjectRecordId: 'b' })];
    await revokeCredentials(subject('a'), 'moved_out', one.revocation);
    await revokeCredentials(subject('b'), reason, one.revocation);
    await settle();
    expect(await statusesOf(urgent)).toEqual(urgent.map(() => STATUS_INVALID));
    expect(await statusesOf(waiting)).toEqual(waiting.map(() => STATUS_VALID));
    expect(one.released).toEqual([false, true]);
  });

  test('that wait are hastened by one that does not', async () => {
    const places = await one.claim({ subjectRecordId: 'a' });
    expect(await revokeCredentials(subject('a'), 'moved_out', one.revocation)).toBe(10);
    await settle();
    expect(await revokeCredentials(subject('a'), 'fraud', one.revocation)).toBe(0);
    await settle();
    expect(await statusesOf(places)).toEqual(places.map(() => STATUS_INVALID));
  });

  test('for each reason say how soon, and the bound that is told follows from it', () => {
    const cohort = { revocationCohortPersons: 20, revocationCohortSeconds: 86_400 };
    for (const reason of REVOCATION_REASONS) {
      expect(boundOf(reason, 140, cohort)).toBe(releaseOf(reason) === 'at_once' ? 140 : 86_540);
    }
    expect(REVOCATION_REASONS.filter((reason) => releaseOf(reason) === 'at_once')).toEqual([
      'key_lost',
      'fraud',
      'issued_in_error',
    ]);
    expect([releaseOf('code_reused'), releaseOf('erased')]).toEqual(['at_once', 'in_cohort']);
  });

  test('about a code that was used twice revoke what was issued under its grant, and nothing else, at once', async () => {
    const [stolen, other] = [
      await one.claim({ subjectRecordId: 'a', grantId: 'g1' }),
      await one.claim({ subjectRecordId: 'a', grantId: 'g2' }),
    ];
    await revokeGrant(TENANT, 'g1', one.revocation);
    await settle();
    expect(await statusesOf(stolen)).toEqual(stolen.map(() => STATUS_INVALID));
    expect(await statusesOf(other)).toEqual(other.map(() => STATUS_VALID));
  });

  test('suspend and resume at once, only types that allow it', async () => {
    const [plain, wide] = [
      await one.claim({ subjectRecordId: 'a' }),
      await one.claim({ subjectRecordId: 'a', credentialTypeId: 'suspendable' }),
    ];
    const asked = { subjectRecordId: 'a', reason: 'under_investigation' } as const;
    expect(await suspendCredentials(tenant, { ...asked, suspension: 'suspend' }, one.revocation)).toBe(10);
    await settle();
    expect(await statusesOf(wide)).toEqual(wide.map(() => STATUS_SUSPENDED));
    expect(await statusesOf(plain)).toEqual(plain.map(() => STATUS_VALID));
    expect(await suspendCredentials(tenant, { ...asked, suspension: 'suspend' }, one.revocation)).toBe(0);
    expect(await suspendCredentials(tenant, { ...asked, suspension: 'resume' }, one.revocation)).toBe(10);
    await settle();
    expect(await statusesOf(wide)).toEqual(wide.map(() => STATUS_VALID));
  });

  test('never lift a revocation, waiting or published', async () => {
    const wide = await one.claim({ subjectRecordId: 'a', credentialTypeId: 'suspendable' });
    const asked = { subjectRecordId: 'a', reason: 'other' } as const;
    await suspendCredentials(tenant, { ...asked, suspension: 'suspend' }, one.revocation);
    await settle();
    await revokeCredentials(subject('a'), 'moved_out', one.revocation);
    expect(await suspendCredentials(tenant, { ...asked, suspension: 'resume' }, one.revocation)).toBe(0);
    await settle();
    expect(await statusesOf(wide)).toEqual(wide.map(() => STATUS_SUSPENDED));
    one.time.now += DAY;
    await settle();
    expect(await suspendCredentials(tenant, { ...asked, suspension: 'resume' }, one.revocation)).toBe(0);
    await settle();
    expect(await statusesOf(wide)).toEqual(wide.map(() => STATUS_INVALID));
  });

  test('refuse to suspend where no type allows it, and whom nobody knows', async () => {
    const asked = { subjectRecordId: 'a', suspension: 'suspend', reason: 'other' } as const;
    const rigid = { slug: TENANT, credentialTypes: [type('residency', false)] };
    const coded = (code: string) => expect.objectContaining({ code });
    await expect(suspendCredentials(rigid, asked, one.revocation)).rejects.toThrow(coded('suspension_not_offered'));
    const unknown = { ...one.revocation, isKnownSubject: async () => false };
    await expect(suspendCredentials(tenant, asked, unknown)).rejects.toThrow(coded('unknown_subject_record'));
  });

  test('about an erased customer wait under a pseudonym, and then nothing tells that there was one', async () => {
    const places = await one.claim({ subjectRecordId: 'erased-one' });
    await revokeForErasure(subject('erased-one'), one.revocation);
    const left = (await batches()).find(({ subjectRecordId }) => subjectRecordId !== 'bystander');
    expect(JSON.stringify(await batches())).not.toContain('erased-one');
    expect(left).toMatchObject({ reason: 'erased', grantId: null });
    one.time.now += DAY;
    await settle();
    expect(await statusesOf(places)).toEqual(places.map(() => STATUS_INVALID));
    expect(await batches()).toHaveLength(1);
  });

  test('leave expired credentials alone', async () => {
    await one.claim({ subjectRecordId: 'a', expiresAt: one.time.now + 1000 });
    one.time.now += 1001;
    expect(await revokeCredentials(subject('a'), 'fraud', one.revocation)).toBe(0);
  });
});
