import { Between, LessThan } from 'typeorm';
import { findRow, findRows, insertNewRows, type Database } from '#service-kit/database';
import type { ChangeCursor, StatusChange, StatusList, StatusLists } from '../../status-lists/status-lists.js';
import { StatusListRow, StatusPlaceRow, StatusTokenRow } from './status.entities.js';

/** Few enough that reading them does not keep others waiting. */
const CHANGES_AT_ONCE = 2000;
const PLACES_AT_ONCE = 16_384;

type JoinedRow = { listVersion: number; anchoredVersion: number } & { [Name in keyof StatusChange]: number | null };

export class TypeormStatusLists implements StatusLists {
  constructor(private readonly database: Database) {}

  async all(tenantId: string): Promise<StatusList[]> {
    const rows = await this.database.read((manager) => findRows(manager, StatusListRow, { tenantId }));
    return rows.sort((left, right) => Number(left.listId) - Number(right.listId));
  }

  async begin(list: StatusList): Promise<void> {
    await this.database.tx((manager) => insertNewRows(manager, StatusListRow, [{ ...list }]));
  }

  /** One statement, since only that sees list and places at the same instant without a transaction. */
  async changesAfter(
    tenantId: string,
    listId: string,
    cursor: ChangeCursor,
  ): Promise<{ list: StatusList; changes: StatusChange[] } | undefined> {
    return this.database.read(async (manager) => {
      const list = await findRow(manager, StatusListRow, { tenantId, listId });
      if (list === undefined) return undefined;
      const at = (index: number) => manager.dataSource.driver.createParameter('value', index);
      const rows = await manager.query<JoinedRow[]>(
        `SELECT l."version" AS "listVersion", l."anchoredVersion", p."idx", p."status", p."version"
         FROM "issuer_status_list" l LEFT JOIN "issuer_status_place" p
           ON p."tenantId" = l."tenantId" AND p."listId" = l."listId"
           AND p."version" >= ${at(0)} AND (p."version" > ${at(1)} OR p."idx" > ${at(2)})
         WHERE l."tenantId" = ${at(3)} AND l."listId" = ${at(4)}
         ORDER BY p."version", p."idx" LIMIT ${CHANGES_AT_ONCE}`,
        [cursor.version, cursor.version, cursor.idx, tenantId, listId],
      );
      const changes = rows.filter((row): row is JoinedRow & StatusChange => row.idx !== null);
      const [first] = rows;
      const { listVersion: version = list.version, anchoredVersion = list.anchoredVersion } = first ?? {};
      return { list: { ...list, version, anchoredVersion }, changes };
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

  /** In slices, between which others have their turn; the list goes last, so that whoever dies here begins again. */
  async retire(tenantId: string, listId: string): Promise<void> {
    const list = await this.database.read((manager) => findRow(manager, StatusListRow, { tenantId, listId }));
    for (let start = 0; start < (list?.size ?? 0); start += PLACES_AT_ONCE) {
      const slice = { tenantId, listId, idx: Between(start, start + PLACES_AT_ONCE - 1) };
      await this.database.tx((manager) => manager.delete(StatusPlaceRow, slice));
    }
    await this.database.tx(async (manager) => {
      for (const table of [StatusTokenRow, StatusListRow]) await manager.delete(table, { tenantId, listId });
    });
  }
}
