import { In, IsNull, Not } from 'typeorm';
import { assertOurs } from '#primitives';
import type { Database } from '#service-kit/database';
import { STATUS_INVALID } from '#status-list';
import type { WaitingDecision, WaitingDecisions } from '../../revocation/waiting-decisions.js';
import { StatusBatchRow, StatusListRow, StatusPlaceRow } from './status.entities.js';

/** Places named by one statement; SQLite binds at most 32,766 values. */
const PLACES_AT_ONCE = 1000;

export class TypeormWaitingDecisions implements WaitingDecisions {
  constructor(private readonly database: Database) {}

  async waiting(tenantId: string, limit: number): Promise<WaitingDecision[]> {
    const rows = await this.database.tx((manager) =>
      manager.find(StatusBatchRow, {
        select: { id: true, subjectRecordId: true, places: true, state: true, atOnce: true, waitingSince: true },
        where: { tenantId, waitingSince: Not(IsNull()) },
        order: { waitingSince: 'ASC', id: 'ASC' },
        take: limit,
      }),
    );
    return rows as WaitingDecision[];
  }

  async flip(tenantId: string, listId: string, flips: readonly { idx: number; status: number }[]): Promise<number> {
    return this.database.tx(async (manager) => {
      const key = { tenantId, listId };
      const { affected } = await manager.increment(StatusListRow, key, 'version', 1);
      assertOurs(affected === 1, 'a place lies in a list');
      const { version } = await manager.findOneByOrFail(StatusListRow, key);
      for (const status of new Set(flips.map((flip) => flip.status))) {
        const indexes = flips.filter((flip) => flip.status === status).map(({ idx }) => idx);
        for (let start = 0; start < indexes.length; start += PLACES_AT_ONCE) {
          // However late this comes, and from however old an instance: revoked is for good.
          const places = {
            ...{ ...key, idx: In(indexes.slice(start, start + PLACES_AT_ONCE)), status: Not(STATUS_INVALID) },
          };
          await manager.update(StatusPlaceRow, places, { status, version });
        }
      }
      return version;
    });
  }

  async noteReleased(tenantId: string, ids: readonly string[]): Promise<void> {
    await this.database.tx(async (manager) => {
      for (let start = 0; start < ids.length; start += PLACES_AT_ONCE) {
        const released = { tenantId, id: In(ids.slice(start, start + PLACES_AT_ONCE)) };
        await manager.delete(StatusBatchRow, { ...released, reason: 'erased' });
        await manager.update(StatusBatchRow, released, { waitingSince: null });
      }
    });
  }
}
