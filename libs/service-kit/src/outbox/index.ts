import { OutboxRow } from './outbox-row.entity.js';
import { KitOutbox1763700000003 } from './outbox.migration.js';

export { Outbox, type OutboxEntry, type WaitingRow } from './outbox.js';
export { OutboxWorker, type OutboxHandler, type OutboxWorkerOptions } from './outbox-worker.js';
export { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry-policy.js';
export type { OutboxPayload, OutboxRow } from './outbox-row.entity.js';

export const outboxEntities = [OutboxRow];
export const outboxMigrations = [KitOutbox1763700000003];
