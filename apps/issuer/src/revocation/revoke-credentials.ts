import { refusal, type Clock } from '#primitives';
import type { UnitOfWork } from '../unit-of-work.js';
import type { CredentialRegister } from './credential-register.js';

/** Why; a word of ours and no free text, which would soon speak of the person. */
export const REVOCATION_REASONS = [
  'moved_out',
  'contract_ended',
  'data_corrected',
  'requested_by_holder',
  'issued_in_error',
  'other',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

export interface RevocationParts {
  unitOfWork: UnitOfWork;
  register: CredentialRegister;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  /** Has the list published soon after the unit of work that it joins. */
  publishSoon(tenantId: string, listId: string): Promise<void>;
  clock: Clock;
}

/**
 * Revokes every credential of a subject, and lets nothing more be issued under offers made until now. The same call again
 * finds nothing left.
 *
 * If we die here: before the commit nothing happened; after it the outbox publishes the list.
 * @returns how many credentials were revoked
 */
export async function revokeCredentials(
  subject: { tenantId: string; subjectRecordId: string },
  reason: RevocationReason | 'erased',
  parts: Omit<RevocationParts, 'isKnownSubject'>,
): Promise<number> {
  const { tenantId, subjectRecordId } = subject;
  const now = parts.clock();
  return parts.unitOfWork.tx(async () => {
    const { revoked, listIds } = await parts.register.revoke(tenantId, subjectRecordId, { reason, now });
    for (const listId of listIds) await parts.publishSoon(tenantId, listId);
    return revoked;
  });
}

/** As {@link revokeCredentials}, on an operator's word. @throws `unknown_subject_record` */
export async function revokeForOperator(
  subject: { tenantId: string; subjectRecordId: string },
  reason: RevocationReason,
  parts: RevocationParts,
): Promise<number> {
  if (!(await parts.isKnownSubject(subject.tenantId, subject.subjectRecordId))) {
    throw refusal('unknown_subject_record', 'There is no such subject record.');
  }
  return revokeCredentials(subject, reason, parts);
}
