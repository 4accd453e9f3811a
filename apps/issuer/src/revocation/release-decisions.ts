import { STATUS_INVALID, STATUS_SUSPENDED, STATUS_VALID } from '#status-list';
import { placeDecoys, type DecoyParts } from '../status-lists/place-decoys.js';
import type { StatusState } from '../status-lists/status-batches.js';
import type { StatusLists } from '../status-lists/status-lists.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { CohortSettings } from './revocation-reasons.js';
import type { WaitingDecision, WaitingDecisions } from './waiting-decisions.js';

/** Batches of one release; the others follow in the next. */
const MAX_BATCHES = 5000;

const STATUS_OF: Readonly<Record<StatusState, number>> = {
  valid: STATUS_VALID,
  suspended: STATUS_SUSPENDED,
  revoked: STATUS_INVALID,
};

export interface ReleaseParts extends DecoyParts, CohortSettings {
  unitOfWork: UnitOfWork;
  waitingDecisions: WaitingDecisions;
  statusLists: Pick<StatusLists, 'all'>;
  publishSoon(tenantId: string, listId: string): Promise<void>;
  clock(): number;
}

/**
 * Writes into the tenant's lists what is to wait for nobody, and what waited, once it is a cohort: so many persons, or so long
 * since the first of them. Decoys go along.
 *
 * If we die here: before the commit all of it still waits, and its row in the outbox is taken up again; after it the outbox
 * publishes the lists.
 * @returns whether more may be waiting
 */
export async function releaseDecisions(tenantId: string, parts: ReleaseParts): Promise<boolean> {
  return parts.unitOfWork.tx(async () => {
    const waiting = await parts.waitingDecisions.waiting(tenantId, MAX_BATCHES);
    const ripe = ripeOf(waiting, parts, parts.clock());
    if (ripe.length === 0) return false;
    const lists = await parts.statusLists.all(tenantId);
    for (const [listId, flips] of flipsOf(ripe)) {
      const list = lists.find((one) => one.listId === listId);
      // A list that was retired has no credential that is not over.
      if (list === undefined) continue;
      const decoys = await placeDecoys(list, flips.length, parts);
      const all = [...flips, ...decoys.map((idx) => ({ idx, status: STATUS_INVALID }))];
      await parts.waitingDecisions.flip(tenantId, listId, all);
      await parts.publishSoon(tenantId, listId);
    }
    await parts.waitingDecisions.noteReleased(tenantId, ripe);
    return waiting.length === MAX_BATCHES;
  });
}

/** @param waiting the oldest first */
export function ripeOf(
  waiting: readonly WaitingDecision[],
  { revocationCohortPersons, revocationCohortSeconds }: CohortSettings,
  now: number,
): WaitingDecision[] {
  const cohort = waiting.filter(({ atOnce }) => !atOnce);
  const persons = new Set(cohort.map(({ subjectRecordId }) => subjectRecordId)).size;
  const longest = now - Math.min(now, ...cohort.slice(0, 1).map(({ decidedAt }) => decidedAt));
  const isRipe = persons >= revocationCohortPersons || longest >= revocationCohortSeconds * 1000;
  // What was decided about the same batch before goes along.
  const atOnce = new Set(waiting.filter((decision) => decision.atOnce).map(({ batchId }) => batchId));
  return isRipe ? [...waiting] : waiting.filter(({ batchId }) => atOnce.has(batchId));
}

function flipsOf(decisions: readonly WaitingDecision[]): Map<string, { idx: number; status: number }[]> {
  const flips = new Map<string, { idx: number; status: number }[]>();
  for (const { places, state } of decisions) {
    for (const { listId, idx } of places) {
      const ofList = flips.get(listId) ?? [];
      ofList.push({ idx, status: STATUS_OF[state] });
      flips.set(listId, ofList);
    }
  }
  return flips;
}
