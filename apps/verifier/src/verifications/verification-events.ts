import type { EntityManager } from 'typeorm';
import { encodeBase64url, type RandomBytes } from '#primitives';
import type { Webhooks } from '#service-kit/webhooks';
import { verificationIdOf, type Presentation } from '../presentation-requests/presentation.js';

/** What a tenant's webhooks can be told; each carries the verification's identifier, and no word of what was decided. */
export const VERIFICATION_EVENTS = [
  'verification.opened',
  'verification.decided',
  'verification.expired',
  'verification.cancelled',
  'verification.withdrawn',
  'verification.redacted',
] as const;
export type VerificationEvent = (typeof VERIFICATION_EVENTS)[number];

/** Leaves the event in the outbox, within the unit in which it happened. */
export async function publishEvent(
  webhooks: Webhooks,
  manager: EntityManager,
  presentation: Pick<Presentation, 'tenantId' | 'id' | 'pageId'>,
  type: VerificationEvent,
  random: RandomBytes,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { tenantId } = presentation;
  const id = verificationIdOf(presentation);
  await webhooks.publish(manager, { tenantId, id: `msg_${encodeBase64url(random(16))}`, type, data: { id, ...more } });
}
