import type { ProblemStatuses } from '#service-kit/problem';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { KitWebhooks1763700000004 } from './webhooks.migration.js';

export { Webhooks, WEBHOOK_KIND, type RegisteredWebhook, type WebhookEvent, type WebhooksOptions } from './webhooks.js';
export { createWebhookDelivery, WEBHOOK_RETRY_POLICY } from './deliver-webhook.js';
export { WebhooksController } from './webhooks.controller.js';

export const webhookEntities = [WebhookEndpoint];
export const webhookMigrations = [KitWebhooks1763700000004];

/** For an app's `errors.statuses`. */
export const webhookStatuses: ProblemStatuses = { unknown_webhook: 404, too_many_webhooks: 409 };
