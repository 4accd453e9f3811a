export interface SealedSubjectRecord {
  id: string;
  sealed: string;
  version: number;
  updatedAt: number;
}

/** Where sealed subject records lie. */
export interface SubjectRecordStore {
  /** In a stable order, beginning behind `afterId`. */
  list(tenantId: string, afterId: string, limit: number): Promise<SealedSubjectRecord[]>;
  find(tenantId: string, id: string): Promise<SealedSubjectRecord | null>;
  findByCustomer(tenantId: string, customerLookup: string): Promise<SealedSubjectRecord | null>;
  /**
   * Deletes the record with its letter code and what was shown in its sign-ins, sets its suppression mark and leaves an outbox row of kind `subject-erased`, all in one transaction;
   * deleted pages are overwritten too on return.
   * @returns whether there was such a record
   */
  erase(tenantId: string, id: string, suppressionMark: string, now: number): Promise<boolean>;
}
