import type { EntityManager } from 'typeorm';
import { encodeBase64, encodeBase64url, encodeUtf8, refusal, type Clock, type RandomBytes } from '#primitives';
import { findRows, type Database } from '#service-kit/database';
import type { Outgoing } from '#service-kit/fetch';
import type { Outbox, OutboxPayload } from '#service-kit/outbox';
import type { SecretBox } from '#service-kit/vault';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

export const WEBHOOK_KIND = 'webhook';
export const SECRET_PURPOSE = 'webhook-secret';
const MAX_ENDPOINTS = 20;

export interface RegisteredWebhook {
  id: string;
  url: string;
  events: string[];
  createdAt: number;
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
  constructor(private readonly options: WebhooksOptions) {}

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
        createdAt: clock(),
      });
    });
    return { id, secret };
  }

  async list(tenantId: string): Promise<RegisteredWebhook[]> {
    const endpoints = await this.options.database.tx((manager) =>
      manager.find(WebhookEndpoint, { where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' } }),
    );
    return endpoints.map(({ id, url, events, createdAt }) => ({ id, url, events, createdAt }));
  }

  /** Makes a new secret; the one before it signs too, until the next time. @throws `unknown_webhook` */
  async rotateSecret(tenantId: string, id: string): Promise<{ secret: string }> {
    const { secret, sealed } = this.#newSecret(tenantId, id);
    await this.options.database.tx(async (manager) => {
      const endpoint = await manager.findOneBy(WebhookEndpoint, { tenantId, id });
      if (endpoint === null) throw unknown();
      const sealedSecrets = [sealed, ...endpoint.sealedSecrets.slice(0, 1)];
      await manager.update(WebhookEndpoint, { tenantId, id }, { sealedSecrets });
    });
    return { secret };
  }

  /** @throws `unknown_webhook` */
  async remove(tenantId: string, id: string): Promise<void> {
    const { affected } = await this.options.database.tx((manager) => manager.delete(WebhookEndpoint, { tenantId, id }));
    if (affected !== 1) throw unknown();
  }

  /** Leaves one delivery for each endpoint that wants the event, within the transaction in which it happened. */
  async publish(manager: EntityManager, event: WebhookEvent): Promise<void> {
    const { tenantId, id, type, data } = event;
    const endpoints = await findRows(manager, WebhookEndpoint, { tenantId });
    const body = JSON.stringify({ type, timestamp: new Date(this.options.clock()).toISOString(), data });
    const entries = endpoints
      .filter((endpoint) => endpoint.events.includes(type))
      .map((endpoint) => {
        const payload: OutboxPayload = { endpointId: endpoint.id, eventId: id, body };
        return { tenantId, kind: WEBHOOK_KIND, payload };
      });
    await this.options.outbox.enqueueAll(manager, entries);
  }

  #newSecret(tenantId: string, id: string): { secret: string; sealed: string } {
    const secret = `whsec_${encodeBase64(this.options.random(32))}`;
    return { secret, sealed: this.options.secrets.seal(SECRET_PURPOSE, encodeUtf8(secret), [tenantId, id]) };
  }
}

function unknown() {
  return refusal('unknown_webhook', 'There is no such webhook.');
}
