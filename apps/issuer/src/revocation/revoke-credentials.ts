import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import type { UnitOfWork } from '../unit-of-work.js';
import type { CredentialRegister, CredentialsOf } from './credential-register.js';
import { releaseOf, type RevocationReason } from './revocation-reasons.js';

export interface RevocationParts {
  unitOfWork: UnitOfWork;
  register: CredentialRegister;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  /** Has what was decided released when it is ripe, after the unit of work that it joins. */
  releaseSoon(tenantId: string, atOnce: boolean): Promise<void>;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Revokes every credential of a subject, and lets nothing more be issued under offers made until now. The same call again
 * finds nothing left. When the lists say so depends on the reason.
 *
 * If we die here: before the commit nothing happened; after it the outbox releases and publishes.
 * @returns how many credentials were revoked
 */
export async function revokeCredentials(
  subject: { tenantId: string; subjectRecordId: string },
  reason: RevocationReason,
  parts: RevocationParts,
): Promise<number> {
  return parts.unitOfWork.tx(async () => {
    await parts.register.endGrants(subject.tenantId, subject.subjectRecordId);
    return revoke(subject, reason, parts);
  });
}

/** As {@link revokeCredentials}, on an operator's word. @throws `unknown_subject_record` */
export async function revokeForOperator(
  subject: { tenantId: string; subjectRecordId: string },
  reason: RevocationReason,
  parts: RevocationParts,
): Promise<number> {
  await requireSubject(subject, parts);
  return revokeCredentials(subject, reason, parts);
}

/** As {@link revokeCredentials}; afterwards nothing tells whose they were. */
export async function revokeForErasure(
  subject: { tenantId: string; subjectRecordId: string },
  parts: RevocationParts,
): Promise<void> {
  const { tenantId, subjectRecordId } = subject;
  await parts.unitOfWork.tx(async () => {
    await parts.register.endGrants(tenantId, subjectRecordId);
    await revoke(subject, 'erased', parts);
    await parts.register.disown(tenantId, subjectRecordId, encodeBase64url(parts.random(16)));
  });
}

/** Revokes what was issued under a grant, because its code was used twice (RFC 6749 §4.1.2). Joins a unit of work. */
export async function revokeGrant(tenantId: string, grantId: string, parts: RevocationParts): Promise<void> {
  await parts.unitOfWork.tx(() => revoke({ tenantId, grantId }, 'code_reused', parts));
}

/** @throws `unknown_subject_record` */
export async function requireSubject(
  { tenantId, subjectRecordId }: { tenantId: string; subjectRecordId: string },
  { isKnownSubject }: Pick<RevocationParts, 'isKnownSubject'>,
): Promise<void> {
  if (await isKnownSubject(tenantId, subjectRecordId)) return;
  throw refusal('unknown_subject_record', 'There is no such subject record.');
}

async function revoke(
  whose: CredentialsOf,
  reason: Parameters<typeof releaseOf>[0],
  parts: RevocationParts,
): Promise<number> {
  const atOnce = releaseOf(reason) === 'at_once';
  const revoked = await parts.register.revoke(whose, { reason, now: parts.clock(), atOnce });
  // Also where nothing was left: an earlier revocation may be released sooner now.
  await parts.releaseSoon(whose.tenantId, atOnce);
  return revoked;
}
