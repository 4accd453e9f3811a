import type { BirthEvidence } from '../claims/customer-facts.js';

/** A place in a status list. */
export interface StatusPlace {
  listId: string;
  idx: number;
}

/** What we are about to sign, recorded before: whatever is signed can be revoked (house style 31). */
export interface Issuance {
  tenantId: string;
  grantId: string;
  /** Of the request's key proofs: the same request again finds the same issuance. */
  requestDigest: string;
  subjectRecordId: string;
  credentialTypeId: string;
  /** One for each credential, in the order of the key proofs. */
  places: StatusPlace[];
  /** What it rests on where the supply contract does not suffice; never the date of birth itself. */
  evidence: BirthEvidence | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Of its credentials. */
  expiresAt: number;
}

/** Durable when they return, or when the unit of work that they join is. */
export interface Issuances {
  find(tenantId: string, grantId: string, requestDigest: string): Promise<Issuance | undefined>;
  add(issuance: Issuance): Promise<void>;
}
