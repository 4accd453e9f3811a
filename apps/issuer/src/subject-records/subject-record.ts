import type { RecordedBirth } from '../claims/customer-facts.js';

/** Where subject records lie in the vault. */
export const SUBJECT_RECORD_PLACE = 'subject-record';

/** What a utility knows of one customer and attests. All of it is stored sealed under the customer's key. */
export interface SubjectRecord {
  customerNumber: string;
  givenName: string;
  familyName: string;
  /** As the utility writes it; may have several lines. */
  streetAddress: string;
  postalCode: string;
  locality: string;
  region?: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** `fr1:…` */
  addressCanonical: string;
  /** `water`, `electricity`, `gas`, `fixed_telecom` */
  supplyType: string;
  /** `contract_holder`, `co_holder` */
  role: string;
  /** YYYY-MM-DD: `resident_since`. */
  supplyStartDate: string;
  /** YYYY-MM-DD */
  evidenceDate: string;
  /** Where the utility has seen evidence of it. */
  birth?: RecordedBirth;
}

export interface StoredSubjectRecord extends SubjectRecord {
  id: string;
  /** 1 for a new record, one more for each change. */
  version: number;
  /** Milliseconds since the epoch. */
  updatedAt: number;
}
