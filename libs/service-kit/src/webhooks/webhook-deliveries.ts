import { LessThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, refusal, type Clock } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox, WaitingRow } from '#service-kit/outbox';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

export const WEBHOOK_KIND = 'webhook';
const PAGE = 50;

/**
 * `waiting`: it is tried, or tried again; `failed`: it was given up after three days; `dropped`: it was not tried, for the endpoint
 * was disabled.
 */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped';

/** A delivery as its tenant sees it. Times are ISO 8601. */
export interface ShownDelivery {
  id: string;
  eventId: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  createdAt: string;
  lastAttemptAt?: string;
  /** HTTP status of the last answer. */
  lastAnswer?: number;
  /** Why the last attempt failed: a code of ours. */
  lastError?: string;
  nextAttemptAt?: string;
  deliveredAt?: string;
}

/** What was sent to a tenant's endpoints, for whoever asks why he wasn't told. */
export class WebhookDeliveries {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Leaves deliveries, within the transaction in which the event happened. */
  async leave(
    manager: EntityManager,
    deliveries: readonly Pick<WebhookDelivery, 'tenantId' | 'id' | 'endpointId' | 'eventId' | 'eventType' | 'body'>[],
  ): Promise<void> {
    if (deliveries.length === 0) return;
    const fresh = { attempts: 0, lastAttemptAt: null, lastStatus: null, lastErrorCode: null, deliveredAt: null };
    const createdAt = this.clock();
    await manager.insert(
      WebhookDelivery,
      deliveries.map((delivery) => ({ ...delivery, ...fresh, createdAt })),
    );
    await this.outbox.enqueueAll(manager, deliveries.map(entryOf));
  }

  /** Newest first. @throws `unknown_webhook`, `malformed_cursor` */
  async list(
    tenantId: string,
    endpointId: string,
    cursor: string | undefined,
  ): Promise<{ items: ShownDelivery[]; cursor?: string }> {
    const own = { tenantId, endpointId };
    const before = cursor === undefined ? undefined : readCursor(cursor);
    const where: FindOptionsWhere<WebhookDelivery>[] =
      before === undefined
        ? [own]
        : [
            { ...own, createdAt: LessThan(before.createdAt) },
            { ...own, createdAt: before.createdAt, id: LessThan(before.id) },
          ];
    return this.database.tx(async (manager) => {
      await requireEndpoint(manager, tenantId, endpointId);
      const found = await manager.find(WebhookDelivery, {
        where,
        order: { createdAt: 'DESC', id: 'DESC' },
        take: PAGE,
      });
      const waiting = await this.outbox.find(
        manager,
        tenantId,
        found.map(({ id }) => id),
      );
      const last = found.length < PAGE ? undefined : found.at(-1);
      return {
        items: found.map((delivery) => show(delivery, waiting.get(delivery.id))),
        ...(last === undefined ? {} : { cursor: writeCursor(last) }),
      };
    });
  }

  /**
   * Tries once more, at once and then as often as a new one; what was delivered is sent again with the same event identifier.
   * @throws `unknown_webhook`, `unknown_webhook_delivery`, `webhook_disabled`
   */
  async retry(tenantId: string, endpointId: string, id: string): Promise<void> {
    await this.database.tx(async (manager) => {
      const endpoint = await requireEndpoint(manager, tenantId, endpointId);
      const delivery = await manager.findOneBy(WebhookDelivery, { tenantId, endpointId, id });
      if (delivery === null) throw refusal('unknown_webhook_delivery', 'There is no such delivery.');
      if (endpoint.disabledAt !== null) {
        throw refusal('webhook_disabled', 'The webhook is disabled, for it failed for too long; activate it first.');
      }
      await this.outbox.renew(manager, entryOf(delivery));
    });
  }
}

/** @throws `unknown_webhook` */
export async function requireEndpoint(manager: EntityManager, tenantId: string, id: string): Promise<WebhookEndpoint> {
  const endpoint = await manager.findOneBy(WebhookEndpoint, { tenantId, id });
  if (endpoint === null) throw refusal('unknown_webhook', 'There is no such webhook.');
  return endpoint;
}

function entryOf({ tenantId, id, endpointId, eventId, body }: Parameters<WebhookDeliveries['leave']>[1][number]) {
  return { tenantId, id, kind: WEBHOOK_KIND, payload: { endpointId, eventId, body } };
}

function show(delivery: WebhookDelivery, waiting: WaitingRow | undefined): ShownDelivery {
  const { id, eventId, eventType, attempts, createdAt, lastAttemptAt, lastStatus, lastErrorCode, deliveredAt } =
    delivery;
  const state = stateOf(delivery, waiting);
  return {
    ...{ id, eventId, type: eventType, state, attempts, createdAt: isoTime(createdAt) },
    ...(lastAttemptAt === null ? {} : { lastAttemptAt: isoTime(lastAttemptAt) }),
    ...(lastStatus === null ? {} : { lastAnswer: lastStatus }),
    ...(lastErrorCode === null ? {} : { lastError: lastErrorCode }),
    ...(state === 'waiting' && waiting !== undefined ? { nextAttemptAt: isoTime(waiting.dueAt) } : {}),
    ...(deliveredAt === null ? {} : { deliveredAt: isoTime(deliveredAt) }),
  };
}

function stateOf({ deliveredAt }: WebhookDelivery, waiting: WaitingRow | undefined): DeliveryState {
  if (waiting !== undefined) return waiting.state === 'waiting' ? 'waiting' : 'failed';
  return deliveredAt === null ? 'dropped' : 'delivered';
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function writeCursor({ createdAt, id }: Pick<WebhookDelivery, 'createdAt' | 'id'>): string {
  return encodeBase64url(encodeUtf8(`${createdAt} ${id}`));
}

function readCursor(text: string): { createdAt: number; id: string } {
  try {
    const [, createdAt, id] = /^(\d{1,15}) ([A-Za-z0-9_-]{22})$/.exec(decodeUtf8(decodeBase64url(text))) ?? [];
    if (createdAt !== undefined && id !== undefined) return { createdAt: Number(createdAt), id };
  } catch {
    // Not even base64url: the same answer.
  }
  throw refusal('malformed_cursor', 'The cursor is not one of ours.');
}
