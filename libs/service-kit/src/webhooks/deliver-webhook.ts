import { Webhook } from 'standardwebhooks';
import { LessThanOrEqual } from 'typeorm';
import { assertOurs, decodeUtf8, isCodedError, outage, type Clock } from '#primitives';
import type { Database } from '#service-kit/database';
import type { GuardedFetch } from '#service-kit/fetch';
import type { OutboxHandler, OutboxRow, RetryPolicy } from '#service-kit/outbox';
import type { SecretBox } from '#service-kit/vault';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { SECRET_PURPOSE } from './webhooks.js';

const HOUR = 60 * 60 * 1000;
const DISABLED_AFTER_MILLISECONDS = 5 * 24 * HOUR;
/** For how long deliveries stay to be looked at. */
const KEPT_MILLISECONDS = 30 * 24 * HOUR;

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
    // Removed or disabled meanwhile: nobody is to be told any more.
    if (endpoint === null || endpoint.disabledAt !== null) return;
    const sentAt = new Date(options.clock());
    const signatures = secretsInForce(endpoint, options.clock()).map((sealed) => {
      const secret = decodeUtf8(options.secrets.open(SECRET_PURPOSE, sealed, [tenantId, endpointId]));
      return new Webhook(secret).sign(eventId, sentAt, body);
    });
    const headers = {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    };
    let status: number | null = null;
    try {
      ({ status } = await options.fetch(endpoint.url, { method: 'POST', headers, body }));
      if (status < 200 || status > 299) throw outage('webhook_not_taken', 'The receiver did not take the event.');
    } catch (error) {
      await noteAttempt(row, endpoint, { status, errorCode: isCodedError(error) ? error.code : 'unexpected' }, options);
      throw error;
    }
    await noteAttempt(row, endpoint, { status, errorCode: null }, options);
  };
}

function secretsInForce({ sealedSecrets, secondSecretUntil }: WebhookEndpoint, now: number): string[] {
  const hasOverlap = secondSecretUntil === null || secondSecretUntil > now;
  return hasOverlap ? sealedSecrets : sealedSecrets.slice(0, 1);
}

/**
 * Keeps what came of an attempt. An endpoint that has taken nothing for five days, longer than any event is tried, is disabled.
 * If we die before, the attempt is made again and counted once.
 */
async function noteAttempt(
  { tenantId, id, attempts }: OutboxRow,
  endpoint: WebhookEndpoint,
  { status, errorCode }: { status: number | null; errorCode: string | null },
  { database, clock }: { database: Database; clock: Clock },
): Promise<void> {
  const now = clock();
  const lastErrorCode = errorCode?.slice(0, 64) ?? null;
  const delivered = errorCode === null ? { deliveredAt: now } : {};
  const attempt = { attempts, lastAttemptAt: now, lastStatus: status, lastErrorCode, ...delivered };
  const key = { tenantId, id: endpoint.id };
  const failingSince = endpoint.failingSince ?? now;
  const isOver = failingSince + DISABLED_AFTER_MILLISECONDS <= now;
  await database.tx(async (manager) => {
    await manager.update(WebhookDelivery, { tenantId, id }, attempt);
    const old = LessThanOrEqual(now - KEPT_MILLISECONDS);
    await manager.delete(WebhookDelivery, { tenantId, endpointId: endpoint.id, createdAt: old });
    if (errorCode !== null) {
      await manager.update(WebhookEndpoint, key, { failingSince, ...(isOver ? { disabledAt: now } : {}) });
    } else if (endpoint.failingSince !== null) await manager.update(WebhookEndpoint, key, { failingSince: null });
  });
}
