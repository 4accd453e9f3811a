import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import {
  authenticationEntities,
  authenticationMigrations,
  machineClientEntities,
  machineClientMigrations,
} from '#service-kit/authentication';
import { openDatabase, parseDatabaseUrl } from '#service-kit/database';
import { idempotencyEntities, idempotencyMigrations } from '#service-kit/idempotency';
import { ledgerTrustEntities, ledgerTrustMigrations } from '#service-kit/ledger-trust';
import { outboxEntities, outboxMigrations } from '#service-kit/outbox';
import { sessionEntities, sessionMigrations } from '#service-kit/sessions';
import { vaultEntities, vaultMigrations } from '#service-kit/vault';
import { webhookEntities, webhookMigrations } from '#service-kit/webhooks';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const entities = [
  ...authenticationEntities,
  ...outboxEntities,
  ...vaultEntities,
  ...webhookEntities,
  ...sessionEntities,
  ...idempotencyEntities,
  ...machineClientEntities,
  ...ledgerTrustEntities,
];
const migrations = [
  ...authenticationMigrations,
  ...outboxMigrations,
  ...vaultMigrations,
  ...webhookMigrations,
  ...sessionMigrations,
  ...idempotencyMigrations,
  ...machineClientMigrations,
  ...ledgerTrustMigrations,
];

describe.each<DatabaseUnderTest>(databasesUnderTest())('the kit on $name', (databaseUnderTest) => {
  it('has migrations that make exactly the tables that its entities describe', async () => {
    const url = await databaseUnderTest.freshUrl();
    await (await openDatabase({ url, entities, migrations })).close();
    const location = parseDatabaseUrl(url);
    const dataSource = new DataSource(
      location.kind === 'sqlite'
        ? { type: 'better-sqlite3', database: location.file, entities }
        : { type: 'postgres', url: location.url, entities },
    );
    await dataSource.initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
