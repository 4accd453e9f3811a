import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { describeConfig } from '#service-kit/config';
import { openDatabase, parseDatabaseUrl } from '#service-kit/database';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { dataEntities, dataMigrations } from '../src/adapters/typeorm/open-stores.js';
import { TypeormCustomerScreens } from '../src/adapters/typeorm/typeorm-customer-screens.js';
import { TypeormPresentations } from '../src/adapters/typeorm/typeorm-presentations.js';
import type { Presentation } from '../src/presentation-requests/presentation.js';
import { verifierConfigShape } from '../src/verifier.config.js';

const presentation: Presentation = {
  ...{ tenantId: 'bank', id: 'a'.repeat(22), status: 'created', contractId: 'c', contractVersion: 1 },
  ...{ onWithdrawal: 'erase', anchoredBeforeDecision: false, question: { credentials: [] }, sealedQuestion: null },
  ...{ notice: null, presentationNonce: 'n', stateParameter: 's', responseKey: { x: 'x', y: 'y', sealed: 'z' } },
  responseMode: 'direct_post.jwt',
  ...{ createdAt: 1_700_000_000_000, expiresAt: 1_700_000_600_000, openedAt: null, presentedAt: null, closedAt: null },
  ...{ redactedAt: null, retentionEndsAt: null, refusal: null, restricted: false },
  ...{ pageId: null, codeAwaited: false, policyId: null, policyVersion: null, sealedExpected: null },
  ...{ askableUntil: null, replaced: false, paperPathAt: null },
};

describe.each<DatabaseUnderTest>(databasesUnderTest())('the verifier on $name', (databaseUnderTest) => {
  it('has migrations that make exactly the tables that its entities describe', async () => {
    const url = await databaseUnderTest.freshUrl();
    await (await openDatabase({ url, entities: dataEntities, migrations: dataMigrations })).close();
    const location = parseDatabaseUrl(url);
    const dataSource = new DataSource(
      location.kind === 'sqlite'
        ? { type: 'better-sqlite3', database: location.file, entities: dataEntities }
        : { type: 'postgres', url: location.url, entities: dataEntities },
    );
    await dataSource.initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('gives a customer screen to one browser, keeps one for each verification, and forgets it after its time', async () => {
    const url = await databaseUnderTest.freshUrl();
    const database = await openDatabase({ url, entities: dataEntities, migrations: dataMigrations });
    const screens = new TypeormCustomerScreens(database);
    const screen = {
      ...{ tenantId: 'bank', id: 'a'.repeat(22), verificationId: 'v'.repeat(22), startDigest: 's'.repeat(43) },
      ...{ sessionDigest: null, expiresAt: 1_700_000_000_000 },
    };
    await screens.replace(screen);
    expect(await screens.find('bank', screen.id)).toEqual(screen);
    expect(await screens.find('city', screen.id)).toBeUndefined();
    expect(await screens.giveTo({ ...screen, tenantId: 'city' }, 'c'.repeat(43))).toBe(false);
    const given = await Promise.all(['c', 'd', 'e'].map((letter) => screens.giveTo(screen, letter.repeat(43))));
    expect(given.filter(Boolean)).toHaveLength(1);
    const next = { ...screen, id: 'b'.repeat(22) };
    await screens.replace(next);
    await screens.replace({ ...screen, tenantId: 'city' });
    expect([await screens.find('bank', screen.id), await screens.find('bank', next.id)]).toEqual([undefined, next]);
    await screens.forgetEnded(screen.expiresAt - 1);
    expect(await screens.find('bank', next.id)).toEqual(next);
    await screens.forgetEnded(screen.expiresAt);
    expect([await screens.find('bank', next.id), await screens.find('city', screen.id)]).toEqual([
      undefined,
      undefined,
    ]);
    await database.close();
  });

  it('closes a presentation once, whoever comes first, and never after its time', async () => {
    const url = await databaseUnderTest.freshUrl();
    const database = await openDatabase({ url, entities: dataEntities, migrations: dataMigrations });
    const presentations = new TypeormPresentations(database);
    await presentations.insert(presentation);
    expect(await presentations.find('bank', presentation.id)).toEqual(presentation);
    expect(await presentations.find('city', presentation.id)).toBeUndefined();
    const close = (closedAt: number) =>
      presentations.close('bank', presentation.id, { status: 'verified', closedAt, presentedAt: closedAt });
    expect(await close(presentation.expiresAt)).toBe(false);
    const outcomes = await Promise.all([1, 2, 3].map(() => close(presentation.createdAt + 1)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const forgotten = { question: null, stateParameter: null, responseKey: null, status: 'verified' };
    expect(await presentations.find('bank', presentation.id)).toMatchObject(forgotten);
    await database.close();
  });

  it('finds what is over, but not while its page may ask again; that can be cancelled, and is not listed once replaced', async () => {
    const url = await databaseUnderTest.freshUrl();
    const database = await openDatabase({ url, entities: dataEntities, migrations: dataMigrations });
    const presentations = new TypeormPresentations(database);
    const { expiresAt } = presentation;
    const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(22));
    const [single = '', askable = '', another = ''] = ids;
    await presentations.insert({ ...presentation, id: single });
    for (const id of [askable, another]) {
      await presentations.insert({ ...presentation, id, pageId: 'p'.repeat(22), askableUntil: expiresAt + 1_000 });
    }
    const expired = async (now: number) => (await presentations.findExpired(now, 9)).map(({ id }) => id).sort();
    expect([await expired(expiresAt - 1), await expired(expiresAt)]).toEqual([[], [single]]);
    expect(await expired(expiresAt + 1_000)).toEqual(ids);
    const cancel = (id: string) => presentations.close('bank', id, { status: 'cancelled', closedAt: expiresAt });
    expect([await cancel(single), await cancel(askable)]).toEqual([false, true]);
    await presentations.replace('bank', another);
    const listed = (await presentations.list('bank', { limit: 9 })).map(({ id }) => id);
    expect(listed).toEqual([askable, single]);
    await database.close();
  });
});

describe('The verifier’s configuration', () => {
  it('has a sentence for every field', () => {
    expect(describeConfig('verifier', verifierConfigShape)).not.toContain('(no sentence)');
  });
});
