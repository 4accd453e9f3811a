import { In, type EntityManager } from 'typeorm';
import { encodeBase64url, type Clock, type RandomBytes } from '#primitives';
import { OutboxRow, type OutboxPayload } from './outbox-row.entity.js';

export interface OutboxEntry {
  tenantId: string;
  kind: string;
  payload: OutboxPayload;
  /** Random where nothing is said. While a row of this identifier waits, adding it again changes nothing. */
  id?: string;
  /** Milliseconds since the epoch; at once where nothing is said. */
  dueAt?: number;
}

/** When a row is due, or that it was given up. */
export type WaitingRow = Pick<OutboxRow, 'state' | 'dueAt'>;

/** Where a transaction leaves what is to be done once it is committed: the row is there if and only if the decision is. */
export class Outbox {
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /** Adds a row within the caller's transaction. */
  async enqueue(manager: EntityManager, entry: OutboxEntry): Promise<void> {
    await this.enqueueAll(manager, [entry]);
  }

  /** As {@link enqueue}, for up to a hundred rows in one statement. */
  async enqueueAll(manager: EntityManager, entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const createdAt = this.clock();
    const rows = entries.map(({ tenantId, kind, payload, id, dueAt }) => ({
      ...{ tenantId, kind, payload, createdAt },
      id: id ?? encodeBase64url(this.random(16)),
      state: 'waiting' as const,
      dueAt: dueAt ?? createdAt,
      attempts: 0,
      lastErrorCode: null,
    }));
    await manager.createQueryBuilder().insert().into(OutboxRow).values(rows).orIgnore().updateEntity(false).execute();
    for (const listener of this.#listeners) listener();
  }

  /** The rows of these identifiers that were not done yet. */
  async find(manager: EntityManager, tenantId: string, ids: readonly string[]): Promise<Map<string, WaitingRow>> {
    if (ids.length === 0) return new Map();
    const rows = await manager.find(OutboxRow, {
      select: { id: true, state: true, dueAt: true },
      where: { tenantId, id: In([...ids]) },
    });
    return new Map(rows.map(({ id, state, dueAt }) => [id, { state, dueAt }]));
  }

  /** Has a row done at once, with its whole time before it; one that was done or given up is added again. */
  async renew(manager: EntityManager, entry: OutboxEntry & { id: string }): Promise<void> {
    const { tenantId, id } = entry;
    await manager.delete(OutboxRow, { tenantId, id });
    await this.enqueue(manager, entry);
  }

  /** Calls `listener` at each row added in this process, before its transaction is committed. */
  onEnqueue(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
