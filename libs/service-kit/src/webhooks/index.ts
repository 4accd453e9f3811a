import type { ProblemStatuses } from '#service-kit/problem';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { KitWebhookDeliveries1764300001220 } from './webhook-deliveries.migration.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { KitWebhooks1763700000004 } from './webhooks.migration.js';

export { WEBHOOK_KIND, type ShownDelivery } from './webhook-deliveries.js';
export { Webhooks, type RegisteredWebhook, type WebhookEvent, type WebhooksOptions } from './webhooks.js';
export { createWebhookDelivery, WEBHOOK_RETRY_POLICY } from './deliver-webhook.js';
export { WebhooksController } from './webhooks.controller.js';

export const webhookEntities = [WebhookEndpoint, WebhookDelivery];
export const webhookMigrations = [KitWebhooks1763700000004, KitWebhookDeliveries1764300001220];

/** For an app's `errors.statuses`. */
export const webhookStatuses: ProblemStatuses = {
  unknown_webhook: 404,
  unknown_webhook_delivery: 404,
  too_many_webhooks: 409,
  webhook_disabled: 409,
};
