import { z } from 'zod';
import { isCodedError, parseJsonObject, refusal, type JsonObject } from '#primitives';
import { parseShape } from './parse-shape.js';

const REQUEST_LIMITS = { maxLength: 8 * 1024, maxDepth: 8 };

/** What a wallet may tell of what it was issued (OpenID4VCI 1.0 §11.1). */
export const NOTIFICATION_EVENTS = ['credential_accepted', 'credential_failure', 'credential_deleted'] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** `event_description` is for developers: it is held to its characters, and then nobody keeps it. */
const notificationRequest = z.looseObject({
  notification_id: z.string().min(1).max(256),
  event: z.enum(NOTIFICATION_EVENTS),
  event_description: z
    .string()
    .max(2048)
    .regex(/^[\x20-\x21\x23-\x5B\x5D-\x7E]*$/)
    .optional(),
});

export interface NotificationRequest {
  notificationId: string;
  event: NotificationEvent;
}

export function createNotificationRequest({ notificationId, event }: NotificationRequest): string {
  return JSON.stringify({ notification_id: notificationId, event });
}

/** @throws `malformed_notification_request` */
export function parseNotificationRequest(text: string): NotificationRequest {
  const { notification_id: notificationId, event } = parseShape(
    notificationRequest,
    parseObject(text),
    'malformed_notification_request',
    'The notification request is not well formed.',
  );
  return { notificationId, event };
}

function parseObject(text: string): JsonObject {
  try {
    return parseJsonObject(text, REQUEST_LIMITS);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal('malformed_notification_request', 'The notification request is no JSON object.', { cause });
  }
}
