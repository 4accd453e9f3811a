import { In, Not } from 'typeorm';
import { assertOurs } from '#primitives';
import type { Database } from '#service-kit/database';
import { STATUS_INVALID } from '#status-list';
import type { WaitingDecision, WaitingDecisions } from '../../revocation/waiting-decisions.js';
import { StatusBatchRow, StatusDecisionRow, StatusListRow, StatusPlaceRow } from './status.entities.js';

/** Rows named by one statement; SQLite binds at most 32,766 values. */
const AT_ONCE = 1000;

export class TypeormWaitingDecisions implements WaitingDecisions {
  constructor(private readonly database: Database) {}

  async waiting(tenantId: string, limit: number): Promise<WaitingDecision[]> {
    return this.database.tx(async (manager) => {
      const order = { decidedAt: 'ASC', id: 'ASC' } as const;
      const decisions = await manager.find(StatusDecisionRow, { where: { tenantId }, order, take: limit });
      const batches = new Map<string, StatusBatchRow>();
      for (const ids of slices(decisions.map(({ batchId }) => batchId))) {
        for (const batch of await manager.findBy(StatusBatchRow, { tenantId, id: In(ids) }))
          batches.set(batch.id, batch);
      }
      return decisions.map((decision) => {
        const batch = batches.get(decision.batchId);
        // A batch that was over meanwhile is forgotten; its decision has nothing to say any more.
        const { subjectRecordId, places, state } = batch ?? {
          subjectRecordId: '',
          places: [],
          state: 'revoked' as const,
        };
        return { ...decision, subjectRecordId, places, state };
      });
    });
  }

  async flip(tenantId: string, listId: string, flips: readonly { idx: number; status: number }[]): Promise<number> {
    return this.database.tx(async (manager) => {
      const key = { tenantId, listId };
      const { affected } = await manager.increment(StatusListRow, key, 'version', 1);
      assertOurs(affected === 1, 'a place lies in a list');
      const { version } = await manager.findOneByOrFail(StatusListRow, key);
      for (const status of new Set(flips.map((flip) => flip.status))) {
        const indexes = flips.filter((flip) => flip.status === status).map(({ idx }) => idx);
        for (const some of slices(indexes)) {
          // However late this comes, and from however old an instance: revoked is for good.
          const places = { ...key, idx: In(some), status: Not(STATUS_INVALID) };
          await manager.update(StatusPlaceRow, places, { status, version });
        }
      }
      return version;
    });
  }

  async noteReleased(tenantId: string, released: readonly WaitingDecision[]): Promise<void> {
    await this.database.tx(async (manager) => {
      for (const some of slices(released)) {
        await manager.delete(StatusDecisionRow, { tenantId, id: In(some.map(({ id }) => id)) });
        const batches = { tenantId, id: In(some.map(({ batchId }) => batchId)) };
        await manager.delete(StatusBatchRow, { ...batches, reason: 'erased' });
      }
    });
  }
}

function slices<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / AT_ONCE);
  return Array.from({ length: count }, (_unused, slice) => items.slice(slice * AT_ONCE, (slice + 1) * AT_ONCE));
}
