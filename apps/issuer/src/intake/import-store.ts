/** A stored record as the importer needs it. */
export interface KnownRecord {
  id: string;
  customerLookup: string;
  rowDigest: string;
  version: number;
}

export interface RecordToWrite {
  id: string;
  customerLookup: string;
  /** The customer's mark if he had been erased. */
  suppressionMark: string;
  rowDigest: string;
  sealed: string;
  /** The version that it replaces; 0 for a new record. */
  replacesVersion: number;
}

export interface StoredImport {
  id: string;
  createdAt: number;
  accepted: number;
  unchanged: number;
  refused: number;
  suppressed: number;
  /** The problems, sealed; null where there was none or their time is over. */
  sealedProblems: string | null;
  problemsUntil: number;
}

/** What an import leaves. Each write is durable on return. */
export interface ImportStore {
  /** Which of the customers are stored, and which of the marks are set. At most 500 of each. */
  known(
    tenantId: string,
    customerLookups: readonly string[],
    suppressionMarks: readonly string[],
  ): Promise<{ records: KnownRecord[]; suppressed: string[] }>;
  /** All or nothing. @throws `import_conflict` where a record or mark is no longer as it was read */
  write(tenantId: string, records: readonly RecordToWrite[], now: number): Promise<void>;
  addImport(tenantId: string, finished: StoredImport): Promise<void>;
  findImport(tenantId: string, id: string): Promise<StoredImport | null>;
}

/** The problems among them, which are kept for a time. */
export interface ImportProblemStore {
  /** Imports whose problems' time is over and which still have them, at most 1,000. */
  withOldProblems(now: number): Promise<{ tenantId: string; id: string }[]>;
  forgetProblems(tenantId: string, id: string): Promise<void>;
}
