import { Webhook } from 'standardwebhooks';
import { assertOurs, decodeUtf8, outage, type Clock } from '#primitives';
import type { Database } from '#service-kit/database';
import type { GuardedFetch } from '#service-kit/fetch';
import type { OutboxHandler, OutboxRow, RetryPolicy } from '#service-kit/outbox';
import type { SecretBox } from '#service-kit/vault';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { SECRET_PURPOSE } from './webhooks.js';

const HOUR = 60 * 60 * 1000;

/** Attempts for three days (design §7). */
export const WEBHOOK_RETRY_POLICY: RetryPolicy = {
  firstDelayMilliseconds: 5_000,
  maxDelayMilliseconds: 8 * HOUR,
  maxAgeMilliseconds: 3 * 24 * HOUR,
};

/**
 * The outbox's handler for kind `webhook`: posts one event to one endpoint, signed with its active secrets (Standard Webhooks).
 * @throws `webhook_not_taken` (outage) for any answer but 2xx, and what the guarded fetch throws: all are tried again
 */
export function createWebhookDelivery(options: {
  database: Database;
  fetch: GuardedFetch;
  secrets: SecretBox;
  clock: Clock;
}): OutboxHandler {
  return async (row: OutboxRow) => {
    const { endpointId, eventId, body } = row.payload;
    assertOurs(
      typeof endpointId === 'string' && typeof eventId === 'string' && typeof body === 'string',
      'a webhook row names endpoint, event and body',
    );
    const { tenantId } = row;
    const endpoint = await options.database.tx((manager) =>
      manager.findOneBy(WebhookEndpoint, { tenantId, id: endpointId }),
    );
    // Removed meanwhile: nobody wants to be told any more.
    if (endpoint === null) return;
    const sentAt = new Date(options.clock());
    const signatures = endpoint.sealedSecrets.map((sealed) => {
      const secret = decodeUtf8(options.secrets.open(SECRET_PURPOSE, sealed, [tenantId, endpointId]));
      return new Webhook(secret).sign(eventId, sentAt, body);
    });
    const headers = {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    };
    const { status } = await options.fetch(endpoint.url, { method: 'POST', headers, body });
    if (status < 200 || status > 299) throw outage('webhook_not_taken', 'The receiver did not take the event.');
  };
}
