import { parseNotificationRequest } from '#openid4vci';
import { refusal, type Clock } from '#primitives';
import { authorizeRequest, type AuthorizationParts } from '../credential/authorize-request.js';
import type { Issuances } from '../credential/issuances.js';
import type { ProtectedRequest } from '../credential/protected-request.js';
import { spendOnce } from '../credential/spend-once.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';

export interface NotificationParts extends AuthorizationParts {
  unitOfWork: UnitOfWork;
  oneTimeValues: OneTimeValues;
  issuances: Pick<Issuances, 'find' | 'noteEvent'>;
  clock: Clock;
}

/**
 * The notification endpoint (OpenID4VCI 1.0 §11): what became of an issuance at the wallet. The same again changes nothing; a
 * later word takes the place of an earlier one. Its description, a developer's text, is read by nobody and not kept.
 *
 * If we die here: before the commit the wallet repeats, or it does not; nothing rests on it.
 * @throws `notification_unknown` (also another grant's), and the codes of `authorizeRequest` and `parseNotificationRequest`
 */
export async function noteNotification(
  tenant: IssuingTenant,
  request: ProtectedRequest,
  parts: NotificationParts,
): Promise<void> {
  const { grant, dpop } = await authorizeRequest(tenant, 'notification', request, parts);
  if (!/^application\/json\s*(?:;|$)/i.test(request.contentType ?? '')) {
    throw refusal('malformed_notification_request', 'The body must be application/json.');
  }
  const { notificationId, event } = parseNotificationRequest(request.body);
  await parts.unitOfWork.tx(async () => {
    await spendOnce(tenant.slug, { dpop }, parts);
    const issuance = await parts.issuances.find(tenant.slug, grant.id, notificationId);
    if (issuance === undefined) throw refusal('notification_unknown', 'There is no such notification identifier.');
    if (issuance.notificationEvent !== event) await parts.issuances.noteEvent(issuance, event, parts.clock());
  });
}
