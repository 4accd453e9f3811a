import { decodeUtf8, parseJsonObject, refusal, type Clock } from '#primitives';
import type { LookupKeys, SubjectVault } from '#service-kit/vault';
import { lookupsOf } from './customer-lookups.js';
import { formatCursor, parseCursor } from './page-cursor.js';
import type { SealedSubjectRecord, SubjectRecordStore } from './subject-record-store.js';
import { SUBJECT_RECORD_PLACE, type StoredSubjectRecord, type SubjectRecord } from './subject-record.js';

export interface SubjectRecordPage {
  items: StoredSubjectRecord[];
  /** Null at the end. */
  nextCursor: string | null;
}

/** Reads and erases what the utility knows of its customers. */
export class SubjectRecords {
  constructor(
    private readonly store: SubjectRecordStore,
    private readonly vault: SubjectVault,
    private readonly lookupKeys: LookupKeys,
    private readonly clock: Clock,
  ) {}

  /** @throws `malformed_cursor` */
  async list(tenantId: string, cursor: string | undefined, limit: number): Promise<SubjectRecordPage> {
    const sealed = await this.store.list(tenantId, parseCursor(cursor), limit + 1);
    const page = sealed.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = sealed.length > limit && last !== undefined ? formatCursor(last.id) : null;
    return { items: await this.#openAll(tenantId, page), nextCursor };
  }

  /** @throws `unknown_subject_record`: also another tenant's, and an erased one */
  async get(tenantId: string, id: string): Promise<StoredSubjectRecord> {
    const sealed = await this.store.find(tenantId, id);
    const [record] = sealed === null ? [] : await this.#openAll(tenantId, [sealed]);
    if (record === undefined) throw unknown();
    return record;
  }

  /** Whether the record is there; asks the data only, so that it may be called inside a transaction. */
  async isKnown(tenantId: string, id: string): Promise<boolean> {
    return (await this.store.find(tenantId, id)) !== null;
  }

  async searchByCustomerNumber(tenantId: string, customerNumber: string): Promise<StoredSubjectRecord[]> {
    const lookups = await lookupsOf(this.lookupKeys, tenantId);
    const sealed = await this.store.findByCustomer(tenantId, lookups.customer(customerNumber.trim()));
    return sealed === null ? [] : this.#openAll(tenantId, [sealed]);
  }

  /**
   * Erases a customer: the record is gone and unreadable when this returns, and yesterday's file does not bring it back. His
   * credentials are revoked from the outbox. If we die in between, the outbox row finishes it.
   * @throws `unknown_subject_record`
   */
  async erase(tenantId: string, id: string): Promise<void> {
    const { customerNumber } = await this.get(tenantId, id);
    const lookups = await lookupsOf(this.lookupKeys, tenantId);
    if (!(await this.store.erase(tenantId, id, lookups.suppression(customerNumber), this.clock()))) throw unknown();
    await this.vault.destroySubject(tenantId, id);
  }

  /** Records erased between the two reads are left out. */
  async #openAll(tenantId: string, sealed: readonly SealedSubjectRecord[]): Promise<StoredSubjectRecord[]> {
    const opened = await this.vault.openMany(
      tenantId,
      sealed.map((each) => ({ subjectId: each.id, sealed: each.sealed, place: SUBJECT_RECORD_PLACE })),
    );
    return sealed.flatMap(({ id, version, updatedAt }, index) => {
      const bytes = opened[index];
      if (bytes === null || bytes === undefined) return [];
      const record = parseJsonObject(decodeUtf8(bytes)) as unknown as SubjectRecord;
      return [{ ...record, id, version, updatedAt }];
    });
  }
}

function unknown() {
  return refusal('unknown_subject_record', 'There is no such subject record.');
}
