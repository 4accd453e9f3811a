/** The code by which a customer signs in, for several times; it stands in a letter to him and nowhere else. */
export interface LetterCode {
  tenantId: string;
  /** A customer has one: a new one takes the place of the old. */
  subjectRecordId: string;
  /** Keyed digests, of the code and of its first signs. */
  codeDigest: string;
  beginningDigest: string;
  /** Wrong codes that began as this one does, from wherever, since it was made or last used. */
  failures: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  expiresAt: number;
}

/** Durable when they return, or when the unit of work that they join is. Erasure and revocation of a subject remove his. */
export interface LetterCodes {
  /** Puts it in the place of the one before. */
  put(code: LetterCode): Promise<void>;
  find(tenantId: string, subjectRecordId: string): Promise<LetterCode | undefined>;
  setFailures(tenantId: string, subjectRecordId: string, failures: number): Promise<void>;
}
