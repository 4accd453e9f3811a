import { refusal } from '#primitives';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { requireSubject, type RevocationParts } from './revoke-credentials.js';
import type { SuspensionReason } from './revocation-reasons.js';

/** `suspend`: nobody accepts them for the time being; `resume`: as if nothing had been. */
export type Suspension = 'suspend' | 'resume';

/**
 * Suspends a subject's credentials, or lifts that, at once: only those of types that say so (Token Status List §7.1), since what
 * else is told by a status than whether somebody may rely on it tells of the person (§12.8). What is revoked stays revoked.
 *
 * If we die here: before the commit nothing happened; after it the outbox releases and publishes.
 * @returns how many credentials were moved
 * @throws `unknown_subject_record`, `suspension_not_offered`
 */
export async function suspendCredentials(
  tenant: Pick<IssuingTenant, 'slug' | 'credentialTypes'>,
  asked: { subjectRecordId: string; suspension: Suspension; reason: SuspensionReason },
  parts: RevocationParts,
): Promise<number> {
  const subject = { tenantId: tenant.slug, subjectRecordId: asked.subjectRecordId };
  await requireSubject(subject, parts);
  const credentialTypeIds = suspendable(tenant).map(({ id }) => id);
  if (credentialTypeIds.length === 0) {
    throw refusal('suspension_not_offered', 'No credential of this issuer can be suspended.');
  }
  const states = { suspend: ['valid', 'suspended'], resume: ['suspended', 'valid'] } as const;
  const [from, to] = states[asked.suspension];
  return parts.unitOfWork.tx(async () => {
    const decision = { reason: asked.reason, now: parts.clock(), atOnce: true };
    const moved = await parts.register.change(subject, { from, to, credentialTypeIds }, decision);
    if (moved > 0) await parts.releaseSoon(tenant.slug, true);
    return moved;
  });
}

/** The tenant's types whose credentials may be suspended. */
export function suspendable({ credentialTypes }: Pick<IssuingTenant, 'credentialTypes'>) {
  return credentialTypes.filter(({ hasStatus, maySuspend }) => hasStatus && maySuspend);
}
