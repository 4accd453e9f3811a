import { LessThan } from 'typeorm';
import { findRow, insertNewRows, type Database } from '#service-kit/database';
import type { OwnStatusLists, OwnStatusToken } from '../../status-lists/own-status-lists.js';
import { StatusTokenRow } from './status.entities.js';

export class TypeormOwnStatusLists implements OwnStatusLists {
  constructor(private readonly database: Database) {}

  async publish(tokens: readonly OwnStatusToken[]): Promise<void> {
    await this.database.tx(async (manager) => {
      for (const token of tokens) {
        if ((await insertNewRows(manager, StatusTokenRow, [{ ...token }])) === 1) continue;
        const { tenantId, listId, format, version, issuedAt, ...rest } = token;
        const key = { tenantId, listId, format };
        // An instance that woke late or from old data overwrites nothing newer.
        const older = [
          { ...key, version: LessThan(version) },
          { ...key, version, issuedAt: LessThan(issuedAt) },
        ];
        for (const where of older) await manager.update(StatusTokenRow, where, { version, issuedAt, ...rest });
      }
    });
  }

  find(tenantId: string, listId: string, format: OwnStatusToken['format']): Promise<OwnStatusToken | undefined> {
    return this.database.read((manager) => findRow(manager, StatusTokenRow, { tenantId, listId, format }));
  }

  async listIds(tenantId: string): Promise<string[]> {
    const rows = await this.database.read((manager) =>
      manager.find(StatusTokenRow, {
        where: { tenantId, format: 'jwt' },
        select: { tenantId: true, listId: true, format: true },
      }),
    );
    return rows.map(({ listId }) => listId).sort((left, right) => Number(left) - Number(right));
  }
}
