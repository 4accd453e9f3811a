import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { openDatabase, parseDatabaseUrl } from '#service-kit/database';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { dataEntities as entities, dataMigrations as migrations } from '../src/adapters/typeorm/open-data-store.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('the data of the issuer on $name', (databaseUnderTest) => {
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
