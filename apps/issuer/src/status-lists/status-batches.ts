import type { StatusPlace } from '../credential/issuances.js';

/** `revoked` is for good. */
export type StatusState = 'valid' | 'suspended' | 'revoked';

/** Whose credentials some places stand for: the only link between the two, and erased when it is needed no longer. */
export interface StatusBatch {
  tenantId: string;
  /** Random. */
  id: string;
  subjectRecordId: string;
  grantId: string | null;
  credentialTypeId: string;
  places: StatusPlace[];
  placeCount: number;
  /** Milliseconds since the epoch, as all times here. */
  expiresAt: number;
  /** What was decided last, whether or not the list says so already. */
  state: StatusState;
  decidedAt: number | null;
  reason: string | null;
}

/** Durable when the unit of work that they join is. */
export interface StatusPlaces {
  /** @returns those of the indexes that nobody has had; they are the caller's now, for good */
  claim(tenantId: string, listId: string, indexes: readonly number[]): Promise<number[]>;
  /** Writes whose they are. */
  assign(batch: StatusBatch): Promise<void>;
  /** Erases whose the places of credentials were that ended before then (milliseconds since the epoch). */
  forget(endedBefore: number): Promise<void>;
}
