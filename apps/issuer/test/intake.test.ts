import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { OutboxWorker } from '#service-kit/outbox';
import { createMasterKey } from '#service-kit/vault';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { ImportRow, SubjectRecordRow } from '../src/adapters/typeorm/intake.entities.js';
import { TypeormImports } from '../src/adapters/typeorm/typeorm-imports.js';
import { TypeormSubjectRecords } from '../src/adapters/typeorm/typeorm-subject-records.js';
import { forgetOldProblems } from '../src/intake/forget-old-problems.js';
import type { ImportOutcome } from '../src/intake/import-customer-file.js';
import { createErasureFinish, SUBJECT_ERASED_KIND } from '../src/subject-records/finish-erasure.js';
import type { StoredSubjectRecord } from '../src/subject-records/subject-record.js';
import { bytesOf, customer, fileOf, openIssuer, type Issuer } from './intake-fixture.js';

const DAY = 24 * 60 * 60 * 1000;

describe.each<DatabaseUnderTest>(databasesUnderTest())('intake and subject records on $name', (databaseUnderTest) => {
  let folder: string;
  let url: string;
  let now: number;
  let issuer: Issuer;

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 21, 12);
    folder = await mkdtemp(join(tmpdir(), 'incola-intake-'));
    url = await databaseUnderTest.freshUrl();
    await createMasterKey(join(folder, 'master.key'), platformRandom);
    issuer = await openIssuer(folder, url, () => now);
  });
  afterEach(() => issuer.close());

  const run = (text: string, tenantId = 'water') => issuer.imports.run(tenantId, bytesOf(text));
  const counts = ({ accepted, unchanged, refused, suppressed }: ImportOutcome) => [
    ...[accepted, unchanged, refused, suppressed],
  ];
  const all = async (tenantId = 'water') => (await issuer.records.list(tenantId, undefined, 200)).items;
  const find = async (customerNumber: string, tenantId = 'water') =>
    (await issuer.records.searchByCustomerNumber(tenantId, customerNumber))[0] as StoredSubjectRecord;

  it('stores good rows and reports the others', async () => {
    const outcome = await run(fileOf(customer(0), customer(1), customer(2, 'rue sans numéro')));
    expect(counts(outcome)).toEqual([2, 0, 1, 0]);
    expect(outcome.problems).toEqual([
      { line: 4, column: '', rule: 'address_not_canonical', value: 'rue sans numéro' },
    ]);
    expect(await find('C-0001')).toMatchObject({
      ...{ customerNumber: 'C-0001', givenName: 'Amélie', streetAddress: '2 rue des Lilas', version: 1 },
      ...{ addressCanonical: 'fr1:2|RUE DES LILAS|01000|BOURG EN BRESSE', evidenceDate: '2026-11-21' },
    });
  });

  it('changes nothing when the same file comes again, on another day too', async () => {
    const file = fileOf(...Array.from({ length: 620 }, (_, index) => customer(index)));
    expect(counts(await run(file))).toEqual([620, 0, 0, 0]);
    const before = await all();
    now += DAY;
    expect(counts(await run(file))).toEqual([0, 620, 0, 0]);
    expect(await all()).toEqual(before);
  });

  it('takes a changed row as a new version of the same record', async () => {
    await run(fileOf(customer(0), customer(1)));
    const before = await find('C-0001');
    expect(counts(await run(fileOf(customer(0), customer(1, '99 rue des Lilas'))))).toEqual([1, 1, 0, 0]);
    const after = await find('C-0001');
    expect([after.id, after.version, after.streetAddress]).toEqual([before.id, 2, '99 rue des Lilas']);
  });

  it('two imports of one file at once store each customer once', async () => {
    const file = fileOf(...Array.from({ length: 50 }, (_, index) => customer(index)));
    const outcomes = await Promise.all([run(file), run(file)]);
    expect(outcomes.map(({ accepted }) => accepted).sort((left, right) => left - right)).toEqual([0, 50]);
    expect(await all()).toHaveLength(50);
  });

  it('an erased customer is gone at once and stays erased when yesterday’s file comes again', async () => {
    await run(fileOf(customer(0), customer(1)));
    const { id } = await find('C-0001');
    await issuer.records.erase('water', id);
    await expect(issuer.records.get('water', id)).rejects.toMatchObject({ code: 'unknown_subject_record' });
    await expect(issuer.records.erase('water', id)).rejects.toMatchObject({ code: 'unknown_subject_record' });
    expect(counts(await run(fileOf(customer(0), customer(1))))).toEqual([0, 1, 0, 1]);
    expect(await all()).toHaveLength(1);
    expect(counts(await run(fileOf(customer(1)), 'power'))).toEqual([1, 0, 0, 0]);
  });

  it('an erasure between an import’s steps wins', async () => {
    await run(fileOf(customer(0)));
    const { id } = await find('C-0000');
    const changed = fileOf(customer(0, '99 rue des Lilas'));
    const [, outcome] = await Promise.all([issuer.records.erase('water', id), run(changed)]);
    expect(outcome.accepted + outcome.suppressed).toBe(1);
    expect(await all()).toEqual([]);
    expect(counts(await run(changed))).toEqual([0, 0, 0, 1]);
  });

  it('an erasure’s credentials are revoked from the outbox, which also finishes what a crash left', async () => {
    await run(fileOf(customer(0)));
    const { id } = await find('C-0000');
    const [row] = await issuer.database.tx((manager) => manager.findBy(SubjectRecordRow, { id }));
    // The request dies after its transaction: the key is not destroyed yet.
    const store = new TypeormSubjectRecords(issuer.database, issuer.outbox);
    expect(await store.erase('water', id, 'mark', now)).toBe(true);
    const revoked: unknown[] = [];
    const finish = createErasureFinish(issuer.vault, issuer.database, async (subject) => void revoked.push(subject));
    const handlers = { [SUBJECT_ERASED_KIND]: finish };
    const { database, outbox } = issuer;
    await new OutboxWorker({ database, outbox, handlers, clock: () => now }).drain();
    expect(revoked).toEqual([{ tenantId: 'water', subjectRecordId: id }]);
    await expect(issuer.vault.open('water', id, row?.sealed ?? '', 'subject-record')).rejects.toMatchObject({
      code: 'subject_erased',
    });
  });

  it('keeps an import’s problems for seven days, sealed', async () => {
    const { id, problems } = await run(fileOf(customer(0, 'rue sans numéro')));
    expect((await issuer.imports.find('water', id)).problems).toEqual(problems);
    const stored = await issuer.database.tx((manager) => manager.findBy(ImportRow, { id }));
    expect(JSON.stringify(stored)).not.toContain('rue sans');
    now += 7 * DAY;
    expect((await issuer.imports.find('water', id)).problems).toBeNull();
    await forgetOldProblems(new TypeormImports(issuer.database), issuer.vault, now);
    expect(await issuer.imports.find('water', id)).toMatchObject({ refused: 1, problems: null });
    const sealed = stored[0]?.sealedProblems ?? '';
    await expect(issuer.vault.open('water', id, sealed, 'import-problems')).rejects.toMatchObject({
      code: 'subject_erased',
    });
  });

  it('pages through all records by an opaque cursor', async () => {
    await run(fileOf(...Array.from({ length: 25 }, (_, index) => customer(index))));
    await run(fileOf(customer(0)), 'power');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await issuer.records.list('water', cursor, 10);
      seen.push(...page.items.map(({ customerNumber }) => customerNumber));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});
