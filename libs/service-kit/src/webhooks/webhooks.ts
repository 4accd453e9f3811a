import type { EntityManager } from 'typeorm';
import { encodeBase64, encodeBase64url, encodeUtf8, refusal, type Clock, type RandomBytes } from '#primitives';
import { findRows, type Database } from '#service-kit/database';
import type { Outgoing } from '#service-kit/fetch';
import type { Outbox } from '#service-kit/outbox';
import type { SecretBox } from '#service-kit/vault';
import { requireEndpoint, WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

export const SECRET_PURPOSE = 'webhook-secret';
const MAX_ENDPOINTS = 20;
/** Sent for nothing but to see whether it arrives; every endpoint takes it. */
const TEST_EVENT = 'webhook.test';

export interface RegisteredWebhook {
  id: string;
  url: string;
  events: string[];
  createdAt: number;
  /** ISO 8601. */
  disabledAt?: string;
}

/** A thin event: what happened to which object; its receiver reads the rest with its API key. */
export interface WebhookEvent {
  tenantId: string;
  /** The same over all attempts, so that a receiver can tell a repeat. */
  id: string;
  type: string;
  /** Identifiers only. */
  data: Readonly<Record<string, string>>;
}

export interface WebhooksOptions {
  database: Database;
  outbox: Outbox;
  outgoing: Pick<Outgoing, 'check'>;
  secrets: SecretBox;
  /** The types of event that the app publishes. */
  eventTypes: readonly string[];
  clock: Clock;
  random: RandomBytes;
}

/** Where tenants want to be told, and what there is to tell. */
export class Webhooks {
  readonly deliveries: WebhookDeliveries;

  constructor(private readonly options: WebhooksOptions) {
    this.deliveries = new WebhookDeliveries(options.database, options.outbox, options.clock);
  }

  /**
   * @returns the endpoint's identifier and its secret (`whsec_…`), shown this once
   * @throws `malformed_url`, `insecure_url`, `address_not_allowed`, `unknown_event_type`, `too_many_webhooks`
   */
  async register(tenantId: string, wanted: { url: string; events: readonly string[] }) {
    const { database, outgoing, eventTypes, clock, random } = this.options;
    outgoing.check(wanted.url);
    if (!wanted.events.every((type) => eventTypes.includes(type))) {
      throw refusal('unknown_event_type', `The events are: ${eventTypes.join(', ')}.`);
    }
    const id = encodeBase64url(random(16));
    const { secret, sealed } = this.#newSecret(tenantId, id);
    await database.tx(async (manager) => {
      if ((await manager.countBy(WebhookEndpoint, { tenantId })) >= MAX_ENDPOINTS) {
        throw refusal('too_many_webhooks', `There may be ${MAX_ENDPOINTS} webhooks.`);
      }
      const events = [...new Set(wanted.events)];
      await manager.insert(WebhookEndpoint, {
        ...{ tenantId, id, url: wanted.url, events },
        sealedSecrets: [sealed],
        ...{ secondSecretUntil: null, failingSince: null, disabledAt: null },
        createdAt: clock(),
      });
    });
    return { id, secret };
  }

  async list(tenantId: string): Promise<RegisteredWebhook[]> {
    const endpoints = await this.options.database.tx((manager) =>
      manager.find(WebhookEndpoint, { where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' } }),
    );
    return endpoints.map(({ id, url, events, createdAt, disabledAt }) => ({
      ...{ id, url, events, createdAt },
      ...(disabledAt === null ? {} : { disabledAt: new Date(disabledAt).toISOString() }),
    }));
  }

  /**
   * Makes a new secret. The one before it signs too for the overlap, so that the receiver has time to learn the new one.
   * @throws `unknown_webhook`
   */
  async rotateSecret(tenantId: string, id: string, overlapSeconds: number): Promise<{ secret: string }> {
    const { secret, sealed } = this.#newSecret(tenantId, id);
    await this.options.database.tx(async (manager) => {
      const endpoint = await requireEndpoint(manager, tenantId, id);
      const sealedSecrets = [sealed, ...endpoint.sealedSecrets.slice(0, 1)];
      const secondSecretUntil = this.options.clock() + overlapSeconds * 1000;
      await manager.update(WebhookEndpoint, { tenantId, id }, { sealedSecrets, secondSecretUntil });
    });
    return { secret };
  }

  /** @throws `unknown_webhook`, `webhook_disabled` */
  async test(tenantId: string, id: string): Promise<{ deliveryId: string }> {
    const { database, random } = this.options;
    return database.tx(async (manager) => {
      const endpoint = await requireEndpoint(manager, tenantId, id);
      if (endpoint.disabledAt !== null)
        throw refusal('webhook_disabled', 'The webhook is disabled; activate it first.');
      const eventId = `msg_${encodeBase64url(random(16))}`;
      const event = { tenantId, id: eventId, type: TEST_EVENT, data: { id } };
      const [deliveryId = ''] = await this.#leave(manager, event, [endpoint]);
      return { deliveryId };
    });
  }

  /** What was dropped meanwhile is not made up for. @throws `unknown_webhook` */
  async activate(tenantId: string, id: string): Promise<void> {
    await this.options.database.tx(async (manager) => {
      await requireEndpoint(manager, tenantId, id);
      await manager.update(WebhookEndpoint, { tenantId, id }, { failingSince: null, disabledAt: null });
    });
  }

  /** @throws `unknown_webhook` */
  async remove(tenantId: string, id: string): Promise<void> {
    await this.options.database.tx(async (manager) => {
      await requireEndpoint(manager, tenantId, id);
      await manager.delete(WebhookEndpoint, { tenantId, id });
      await manager.delete(WebhookDelivery, { tenantId, endpointId: id });
    });
  }

  /** Leaves one delivery for each endpoint that wants the event, within the transaction in which it happened. */
  async publish(manager: EntityManager, event: WebhookEvent): Promise<void> {
    const { tenantId, type } = event;
    const endpoints = await findRows(manager, WebhookEndpoint, { tenantId });
    await this.#leave(
      manager,
      event,
      endpoints.filter(({ events, disabledAt }) => disabledAt === null && events.includes(type)),
    );
  }

  /** @returns the deliveries' identifiers */
  async #leave(manager: EntityManager, event: WebhookEvent, endpoints: readonly WebhookEndpoint[]): Promise<string[]> {
    const { tenantId, id: eventId, type: eventType, data } = event;
    const { clock, random } = this.options;
    const body = JSON.stringify({ type: eventType, timestamp: new Date(clock()).toISOString(), data });
    const deliveries = endpoints.map(({ id: endpointId }) => {
      return { tenantId, id: encodeBase64url(random(16)), endpointId, eventId, eventType, body };
    });
    await this.deliveries.leave(manager, deliveries);
    return deliveries.map(({ id }) => id);
  }

  #newSecret(tenantId: string, id: string): { secret: string; sealed: string } {
    const secret = `whsec_${encodeBase64(this.options.random(32))}`;
    return { secret, sealed: this.options.secrets.seal(SECRET_PURPOSE, encodeUtf8(secret), [tenantId, id]) };
  }
}
