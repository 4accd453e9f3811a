import type { EntityManager } from 'typeorm';
import { assertOurs } from '#primitives';
import type { Outbox, OutboxHandler } from '#service-kit/outbox';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { publishStatusList, type PublishParts } from './publish-status-list.js';

/** Kind of the outbox rows that have a status list published. */
export const PUBLISH_STATUS_LIST = 'publish-status-list';

/** Leaves a row in the caller's transaction; one for each decision, so that none is taken for another. */
export async function publishSoon(
  outbox: Outbox,
  manager: EntityManager,
  tenantId: string,
  listId: string,
): Promise<void> {
  await outbox.enqueue(manager, { tenantId, kind: PUBLISH_STATUS_LIST, payload: { listId } });
}

/** As {@link publishSoon}, for the timer: while its last row waits, an outage adds no other. */
export async function publishAnew(
  outbox: Outbox,
  manager: EntityManager,
  tenantId: string,
  listId: string,
): Promise<void> {
  const id = `publish-status-list-${listId}`;
  await outbox.enqueue(manager, { tenantId, kind: PUBLISH_STATUS_LIST, payload: { listId }, id });
}

/** The outbox's handler for kind `publish-status-list`. */
export function createStatusPublication(tenants: Tenants<IssuingTenant>, parts: PublishParts): OutboxHandler {
  const running = new Map<string, Promise<void>>();
  return async ({ tenantId, payload }) => {
    const { listId } = payload;
    assertOurs(typeof listId === 'string', 'the row names the list');
    const name = `${tenantId}/${listId}`;
    // One after the other: two at once would only overtake each other at the provider.
    const before = running.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => publishStatusList(tenants.find(tenantId), listId, parts));
    running.set(name, turn);
    try {
      await turn;
    } finally {
      if (running.get(name) === turn) running.delete(name);
    }
  };
}
