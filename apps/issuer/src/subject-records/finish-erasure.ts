import { assertOurs } from '#primitives';
import type { Database } from '#service-kit/database';
import type { OutboxHandler } from '#service-kit/outbox';
import type { SubjectVault } from '#service-kit/vault';

/** Kind of the outbox rows that an erasure leaves. */
export const SUBJECT_ERASED_KIND = 'subject-erased';

/** Revokes every credential of a subject; the same call again changes nothing. Supplied by `revocation/`. */
export type RevokeCredentialsOf = (subject: { tenantId: string; subjectRecordId: string }) => Promise<void>;

/** The outbox's handler for kind `subject-erased`: whatever the erasing request did not live to do. */
export function createErasureFinish(
  vault: SubjectVault,
  data: Pick<Database, 'truncateCheckpoint'>,
  revokeCredentialsOf: RevokeCredentialsOf,
): OutboxHandler {
  return async ({ tenantId, payload }) => {
    const { subjectRecordId } = payload;
    assertOurs(typeof subjectRecordId === 'string', 'the row names the record');
    // Whoever died right after the commit has left the erased row in the write-ahead log.
    await data.truncateCheckpoint();
    await vault.destroySubject(tenantId, subjectRecordId);
    await revokeCredentialsOf({ tenantId, subjectRecordId });
  };
}
