import type { EntityManager } from 'typeorm';
import type { Outbox, OutboxHandler } from '#service-kit/outbox';
import { releaseDecisions, type ReleaseParts } from './release-decisions.js';

/** Kind of the outbox rows that have decisions released. */
export const RELEASE_DECISIONS = 'release-decisions';

/**
 * Leaves a row in the caller's transaction that is due now, for what waits for nobody and for a cohort that is complete; and where
 * a decision waits for others, one for when it has waited long enough. Each decision has its own, so that none is taken for another.
 */
export async function releaseSoon(
  outbox: Outbox,
  manager: EntityManager,
  tenantId: string,
  waitsUntil: number | undefined,
): Promise<void> {
  const row = { tenantId, kind: RELEASE_DECISIONS, payload: {} };
  await outbox.enqueueAll(manager, waitsUntil === undefined ? [row] : [row, { ...row, dueAt: waitsUntil }]);
}

/** The outbox's handler for kind `release-decisions`. */
export function createDecisionRelease(parts: ReleaseParts): OutboxHandler {
  return async ({ tenantId }) => {
    while (await releaseDecisions(tenantId, parts));
  };
}
