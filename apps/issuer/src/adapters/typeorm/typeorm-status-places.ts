import { LessThan } from 'typeorm';
import { insertNewRowsReturning, insertRows, type Database } from '#service-kit/database';
import { STATUS_VALID } from '#status-list';
import type { StatusBatch, StatusPlaces } from '../../status-lists/status-batches.js';
import { IssuanceRow } from './issuance.entities.js';
import { StatusBatchRow, StatusPlaceRow } from './status.entities.js';

/** Rows of one statement; SQLite binds at most 32,766 values. */
const ROWS_AT_ONCE = 1000;

/**
 * The key of a place is what makes it one person's: two instances that draw the same index meet there, and one of them goes
 * without. The row remains when nobody knows any more whose it was.
 */
export class TypeormStatusPlaces implements StatusPlaces {
  constructor(private readonly database: Database) {}

  async claim(tenantId: string, listId: string, indexes: readonly number[]): Promise<number[]> {
    const claimed: number[] = [];
    await this.database.tx(async (manager) => {
      for (let start = 0; start < indexes.length; start += ROWS_AT_ONCE) {
        const rows = indexes.slice(start, start + ROWS_AT_ONCE).map((idx) => {
          return { tenantId, listId, idx, status: STATUS_VALID, version: null };
        });
        claimed.push(...(await insertNewRowsReturning(manager, StatusPlaceRow, rows, 'idx')));
      }
    });
    return claimed;
  }

  async assign(batch: StatusBatch): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, StatusBatchRow, [batch]));
  }

  async forget(endedBefore: number): Promise<void> {
    await this.database.tx(async (manager) => {
      for (const table of [StatusBatchRow, IssuanceRow]) {
        await manager.delete(table, { expiresAt: LessThan(endedBefore) });
      }
    });
  }
}
