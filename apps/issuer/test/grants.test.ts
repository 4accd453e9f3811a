import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '#service-kit/database';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { IssuerGrants1764300000100 } from '../src/adapters/typeorm/grant.migration.js';
import { IssuerIssuance1763700001002 } from '../src/adapters/typeorm/issuance.migration.js';
import { dataMigrations, openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { TypeormAuthorizations } from '../src/adapters/typeorm/typeorm-authorizations.js';
import { TypeormGrants } from '../src/adapters/typeorm/typeorm-grants.js';
import type { Authorization } from '../src/authorization/authorizations.js';
import { countIssued } from '../src/grants/count-issued.js';
import type { Grant } from '../src/grants/grants.js';

const NOW = 1_800_000_000_000;
const granted = { credentialIdentifiers: null, issuedInWindow: 0, windowBeganAt: NOW };
const GRANT: Grant = {
  ...{ tenantId: 'eau', id: 'g1', origin: { kind: 'offer', id: 'o1' }, subjectRecordId: 's1', clientId: null },
  authorized: [
    { credentialConfigurationId: 'residency', ...granted },
    { credentialConfigurationId: 'age', ...granted },
  ],
  ...{ dpopKey: 'k', attestationKey: null, state: 'active', accessTokenDigest: 'd', accessTokenExpiresAt: NOW },
  ...{ refreshTokenDigest: 'r', refreshTokenExpiresAt: NOW, createdAt: NOW },
};

describe.each<DatabaseUnderTest>(databasesUnderTest())('grants on $name', (databaseUnderTest) => {
  let url: string;
  let database: Database;
  let grants: TypeormGrants;

  beforeEach(async () => {
    url = await databaseUnderTest.freshUrl();
  });
  afterEach(() => database.close());

  async function open(): Promise<void> {
    database = await openDataStore(url);
    grants = new TypeormGrants(database);
  }

  test('come of each offer and authorization once', async () => {
    await open();
    await grants.add(GRANT);
    expect(await grants.find('eau', 'g1')).toEqual(GRANT);
    expect(await grants.find('gaz', 'g1')).toBeUndefined();
    await expect(grants.add({ ...GRANT, id: 'g2' })).rejects.toThrow();
    await grants.add({ ...GRANT, id: 'g2', origin: { kind: 'authorization', id: 'o1' } });
  });

  test('end for good: nothing is renewed or issued under one that has ended', async () => {
    await open();
    await grants.add(GRANT);
    const renewal = { accessTokenDigest: 'e', accessTokenExpiresAt: NOW + 1, dpopKey: 'l' };
    expect(await grants.renew('eau', 'g1', renewal)).toBe(true);
    expect(await grants.find('eau', 'g1')).toEqual({ ...GRANT, ...renewal });
    expect(await grants.end('eau', { kind: 'authorization', id: 'o1' })).toBeUndefined();
    expect(await grants.end('eau', GRANT.origin)).toBe('g1');
    expect(await grants.end('eau', GRANT.origin)).toBe('g1');
    expect(await grants.renew('eau', 'g1', renewal)).toBe(false);
    expect(await grants.noteIssued(GRANT, GRANT.authorized)).toBe(false);
    const issued = { credentialConfigurationId: 'residency', count: 1, most: 10, now: NOW };
    expect(await countIssued(GRANT, issued, grants)).toBe('ended');
  });

  test('count what is issued, by configuration and for requests at once, and no more than the most', async () => {
    await open();
    await grants.add(GRANT);
    const issued = { credentialConfigurationId: 'residency', count: 3, most: 10, now: NOW };
    const count = () => database.tx(() => countIssued(GRANT, issued, grants));
    const outcomes = await Promise.all([count(), count(), count(), count(), count()]);
    expect(outcomes.sort()).toEqual(['counted', 'counted', 'counted', 'exhausted', 'exhausted']);
    const found = await grants.find('eau', 'g1');
    expect(found?.authorized.map(({ issuedInWindow }) => issuedInWindow)).toEqual([9, 0]);
  });

  test('and authorizations are forgotten when their time is over', async () => {
    await open();
    await grants.add(GRANT);
    const authorizations = new TypeormAuthorizations(database);
    const authorization: Authorization = {
      ...{ tenantId: 'eau', id: 'a1', state: 'redeemed', clientId: 'c', redirectUri: 'https://x.example/' },
      ...{ stateParameter: 'é&', codeChallenge: 'x', dpopKey: null, attestationKey: null, offerId: null },
      asked: [{ credentialConfigurationId: 'residency', by: 'scope' }],
      ...{ subjectRecordId: 's1', expiresAt: NOW, createdAt: NOW },
    };
    await authorizations.add(authorization);
    await grants.forgetExpired(NOW);
    await authorizations.forgetExpired(NOW);
    expect(await authorizations.find('eau', 'a1')).toEqual(authorization);
    expect(await authorizations.change('eau', 'a1', 'begun', { state: 'denied' })).toBe(false);
    expect(await grants.find('eau', 'g1')).toBeDefined();
    await grants.forgetExpired(NOW + 1);
    await authorizations.forgetExpired(NOW + 1);
    expect(await authorizations.find('eau', 'a1')).toBeUndefined();
    expect(await grants.find('eau', 'g1')).toBeUndefined();
  });

  test('are made of offers that were redeemed before there were any, so that their tokens go on', async () => {
    const place = dataMigrations.indexOf(IssuerGrants1764300000100);
    expect(dataMigrations.indexOf(IssuerIssuance1763700001002)).toBeLessThan(place);
    database = await openDatabase({ url, entities: [], migrations: dataMigrations.slice(0, place) });
    const insert = (id: string, state: string, digest: string) =>
      database.tx((manager) =>
        manager.query(
          `INSERT INTO "issuer_offer" ("tenantId", "id", "subjectRecordId", "credentialTypeId", "state", "transactionCodeDigest",
             "failedAttempts", "createdAt", "expiresAt", "accessTokenDigest", "accessTokenKey", "accessTokenExpiresAt", "issuedCount")
           VALUES ('eau', '${id}', 's1', 'residency', '${state}', 'x', 0, ${NOW}, ${NOW}, ${digest}, ${digest}, ${NOW}, 4)`,
        ),
      );
    await insert('open', 'open', 'NULL');
    await insert('redeemed', 'redeemed', "'d'");
    await insert('withdrawn', 'withdrawn', "'d'");
    await database.close();
    await open();
    expect(await grants.find('eau', 'open')).toBeUndefined();
    expect(await grants.find('eau', 'withdrawn')).toMatchObject({ state: 'ended' });
    expect(await grants.find('eau', 'redeemed')).toMatchObject({
      ...{ state: 'active', origin: { kind: 'offer', id: 'redeemed' }, accessTokenDigest: 'd', dpopKey: 'd' },
      authorized: [{ credentialConfigurationId: 'residency', credentialIdentifiers: null, issuedInWindow: 4 }],
      refreshTokenDigest: null,
    });
  });
});
