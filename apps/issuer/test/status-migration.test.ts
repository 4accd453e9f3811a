import { expect, test } from '@jest/globals';
import { openDatabase } from '#service-kit/database';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import { dataMigrations, openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { IssuerStatus1764300000700 } from '../src/adapters/typeorm/status.migration.js';
import { IssuerStatusTokens1764300000702 } from '../src/adapters/typeorm/status-tokens.migration.js';

const NEW: readonly unknown[] = [IssuerStatus1764300000700, IssuerStatusTokens1764300000702];

test.each(databasesUnderTest())('places, owners and versions of before go along on $name', async ({ freshUrl }) => {
  const url = await freshUrl();
  const migrations = dataMigrations.filter((migration) => !NEW.includes(migration));
  const old = await openDatabase({ url, entities: [], migrations });
  await old.tx(async (manager) => {
    await manager.query(`INSERT INTO "issuer_status_list" ("tenantId", "listId", "size", "version", "anchoredVersion", "changes", "versionChanges")
      VALUES ('t', '1', 1024, 4, 4, 9, 8)`);
    for (const [idx, revokedAt] of [
      [7, 'NULL'],
      [8, '1500'],
    ]) {
      const reason = revokedAt === 'NULL' ? 'NULL' : `'moved_out'`;
      await manager.query(`INSERT INTO "issuer_credential"
        ("tenantId", "listId", "idx", "subjectRecordId", "expiresAt", "revokedAt", "revocationReason")
        VALUES ('t', '1', ${idx}, 's${idx}', 2000, ${revokedAt}, ${reason})`);
    }
  });
  await old.close();

  const database = await openDataStore(url);
  const rows = (sql: string) => database.read((manager) => manager.query<Record<string, unknown>[]>(sql));
  // What was revoked and not published yet is in the version to come.
  expect(await rows('SELECT "idx", "status", "version" FROM "issuer_status_place" ORDER BY "idx"')).toEqual([
    { idx: 7, status: 0, version: null },
    { idx: 8, status: 1, version: 5 },
  ]);
  const lists = await rows('SELECT "version", "anchoredVersion", "bits", "beganAt" FROM "issuer_status_list"');
  expect(lists.map((list) => ({ ...list, beganAt: Number(list['beganAt']) }))).toEqual([
    { version: 5, anchoredVersion: 4, bits: 1, beganAt: 2000 },
  ]);
  expect(
    await rows('SELECT "subjectRecordId", "places", "state", "reason" FROM "issuer_status_batch" ORDER BY "id"'),
  ).toEqual([
    { subjectRecordId: 's7', places: '[{"listId":"1","idx":7}]', state: 'valid', reason: null },
    { subjectRecordId: 's8', places: '[{"listId":"1","idx":8}]', state: 'revoked', reason: 'moved_out' },
  ]);
  await database.close();
});
