import type { Database } from '#service-kit/database';
import type { LogName, LogNames } from '../../trust-refresh/log-names.js';
import { logNameTable, logPositionTable } from './verifier-tables.js';

export class TypeormLogNames implements LogNames {
  constructor(private readonly database: Database) {}

  async position(genesis: string): Promise<number> {
    const found = await this.database.tx((manager) => manager.findOneBy(logPositionTable, { genesis }));
    return found?.position ?? 0;
  }

  async advance(genesis: string, position: number, names: readonly LogName[]): Promise<void> {
    const rows = names.map(({ kind, name }) => ({ genesis, kind, name }));
    await this.database.tx(async (manager) => {
      if (rows.length > 0) {
        const insert = manager.createQueryBuilder().insert().into(logNameTable).values(rows);
        await insert.orIgnore().updateEntity(false).execute();
      }
      await manager.upsert(logPositionTable, { genesis, position }, ['genesis']);
    });
  }

  async all(genesis: string): Promise<LogName[]> {
    const rows = await this.database.tx((manager) => manager.findBy(logNameTable, { genesis }));
    return rows.map(({ kind, name }) => ({ kind, name }));
  }
}
