import { In, IsNull, LessThan, Not } from 'typeorm';
import { findRows, type Database } from '#service-kit/database';
import type { StatusList, StatusLists } from '../../status-lists/status-lists.js';
import { CredentialRow, StatusListRow } from './issuance.entities.js';

export class TypeormStatusLists implements StatusLists {
  constructor(private readonly database: Database) {}

  async all(tenantId: string): Promise<StatusList[]> {
    const rows = await this.database.read((manager) => findRows(manager, StatusListRow, { tenantId }));
    return rows.sort((left, right) => Number(left.listId) - Number(right.listId));
  }

  async add(list: StatusList): Promise<void> {
    await this.database.tx((manager) => manager.insert(StatusListRow, { ...list }));
  }

  async taken(tenantId: string, listId: string, indexes: readonly number[]): Promise<Set<number>> {
    const rows = await this.database.read((manager) =>
      manager.find(CredentialRow, { select: { idx: true }, where: { tenantId, listId, idx: In([...indexes]) } }),
    );
    return new Set(rows.map(({ idx }) => idx));
  }

  async advanceVersion(tenantId: string, listId: string): Promise<{ list: StatusList; revoked: number[] } | undefined> {
    return this.database.tx(async (manager) => {
      const list = await manager.findOneBy(StatusListRow, { tenantId, listId });
      if (list === null) return undefined;
      if (list.changes > list.versionChanges) {
        const advanced = { version: list.version + 1, versionChanges: list.changes };
        await manager.update(StatusListRow, { tenantId, listId }, advanced);
        Object.assign(list, advanced);
      }
      const rows = await manager.find(CredentialRow, {
        select: { idx: true },
        where: { tenantId, listId, revokedAt: Not(IsNull()) },
      });
      return { list, revoked: rows.map(({ idx }) => idx) };
    });
  }

  async noteAnchored(tenantId: string, listId: string, version: number): Promise<void> {
    await this.database.tx((manager) =>
      manager.update(
        StatusListRow,
        { tenantId, listId, anchoredVersion: LessThan(version) },
        { anchoredVersion: version },
      ),
    );
  }
}
