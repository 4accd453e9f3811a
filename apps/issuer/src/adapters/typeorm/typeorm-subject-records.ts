import { MoreThan } from 'typeorm';
import { findRow, type Database } from '#service-kit/database';
import type { Outbox } from '#service-kit/outbox';
import { SUBJECT_ERASED_KIND } from '../../subject-records/finish-erasure.js';
import type { SealedSubjectRecord, SubjectRecordStore } from '../../subject-records/subject-record-store.js';
import { IdentityRequestRow, ShownIdentityRow } from './identity.entities.js';
import { SubjectRecordRow, SuppressionMarkRow } from './intake.entities.js';
import { LetterCodeRow, SignInFailureRow } from './sign-in.entities.js';

const COLUMNS = { id: true, sealed: true, version: true, updatedAt: true } as const;

export class TypeormSubjectRecords implements SubjectRecordStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async list(tenantId: string, afterId: string, limit: number): Promise<SealedSubjectRecord[]> {
    const where = { tenantId, id: MoreThan(afterId) };
    return this.database.read((manager) =>
      manager.find(SubjectRecordRow, { select: COLUMNS, where, order: { id: 'ASC' }, take: limit }),
    );
  }

  async find(tenantId: string, id: string): Promise<SealedSubjectRecord | null> {
    return (await this.database.read((manager) => findRow(manager, SubjectRecordRow, { tenantId, id }))) ?? null;
  }

  async findByCustomer(tenantId: string, customerLookup: string): Promise<SealedSubjectRecord | null> {
    return this.database.read((manager) =>
      manager.findOne(SubjectRecordRow, { select: COLUMNS, where: { tenantId, customerLookup } }),
    );
  }

  async erase(tenantId: string, id: string, suppressionMark: string, now: number): Promise<boolean> {
    const erased = await this.database.tx(async (manager) => {
      const row = await findRow(manager, SubjectRecordRow, { tenantId, id });
      if (row === undefined) return false;
      await manager.delete(SubjectRecordRow, { tenantId, id });
      // Whatever is found by the customer number goes with it.
      await manager.delete(LetterCodeRow, { tenantId, subjectRecordId: id });
      await manager.delete(IdentityRequestRow, { tenantId, subjectRecordId: id });
      await manager.delete(ShownIdentityRow, { tenantId, subjectRecordId: id });
      await manager.delete(SignInFailureRow, { tenantId, customerLookup: row.customerLookup });
      await manager.insert(SuppressionMarkRow, { tenantId, mark: suppressionMark, createdAt: now });
      const payload = { subjectRecordId: id };
      await this.outbox.enqueue(manager, { tenantId, kind: SUBJECT_ERASED_KIND, payload, id: `erase-${id}` });
      return true;
    });
    if (erased) await this.database.truncateCheckpoint();
    return erased;
  }
}
