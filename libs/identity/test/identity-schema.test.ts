import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { identityEntities, identityMigrations } from '#identity';
import { openDatabase, parseDatabaseUrl } from '#service-kit/database';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const tables = { entities: identityEntities, migrations: identityMigrations };

describe.each<DatabaseUnderTest>(databasesUnderTest())('the identity tables on $name', (databaseUnderTest) => {
  it('are exactly what their entities describe', async () => {
    const url = await databaseUnderTest.freshUrl();
    await (await openDatabase({ url, ...tables })).close();
    const location = parseDatabaseUrl(url);
    const { entities } = tables;
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
