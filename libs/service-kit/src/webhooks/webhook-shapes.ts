import { z } from 'zod';

export const webhookRequest = z.strictObject({
  url: z.string().min(1).max(2048),
  events: z.array(z.string().max(64)).min(1).max(50),
});

/** For how long the secret before it signs too; a day where nothing is said, a week at most. */
export const rotationRequest = z.strictObject({ overlapSeconds: z.int().min(0).max(604_800).default(86_400) });

export const deliveriesQuery = z.object({ cursor: z.string().min(1).max(200).optional() });

const time = z.iso.datetime();
const secretText = z.string().describe('`whsec_…` (Standard Webhooks); shown this once.');
export const webhookAnswer = z.strictObject({ id: z.string(), secret: secretText });
export const rotationAnswer = z.strictObject({ secret: secretText });
export const testAnswer = z.strictObject({ deliveryId: z.string() });

export const webhookList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.string(),
        url: z.string(),
        events: z.array(z.string()),
        createdAt: z.int(),
        disabledAt: time.optional().describe('It failed for too long, and is told nothing until it is activated.'),
      })
      .meta({ id: 'Webhook' }),
  ),
});

export const deliveryList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.string(),
        eventId: z.string().describe('`webhook-id`: the same over all attempts.'),
        type: z.string(),
        state: z.enum(['waiting', 'delivered', 'failed', 'dropped']),
        attempts: z.int().min(0),
        createdAt: time,
        lastAttemptAt: time.optional(),
        lastAnswer: z.int().optional().describe('HTTP status of the last answer.'),
        lastError: z.string().optional(),
        nextAttemptAt: time.optional(),
        deliveredAt: time.optional(),
      })
      .meta({ id: 'WebhookDelivery' }),
  ),
  cursor: z.string().optional(),
});
