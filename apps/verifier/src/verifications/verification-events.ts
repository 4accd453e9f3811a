import type { EntityManager } from 'typeorm';
import { encodeBase64url, type RandomBytes } from '#primitives';
import type { Webhooks } from '#service-kit/webhooks';

/** What a tenant's webhooks can be told; each carries identifiers and nothing else. */
export const VERIFICATION_EVENTS = ['verification.decided', 'verification.withdrawn', 'verification.redacted'] as const;
export type VerificationEvent = (typeof VERIFICATION_EVENTS)[number];

/** Leaves the event in the outbox, within the unit in which it happened. */
export async function publishEvent(
  webhooks: Webhooks,
  manager: EntityManager,
  { tenantId, id }: { tenantId: string; id: string },
  type: VerificationEvent,
  random: RandomBytes,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await webhooks.publish(manager, { tenantId, id: `msg_${encodeBase64url(random(16))}`, type, data: { id, ...more } });
}
