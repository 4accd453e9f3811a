import type { StatusPlace } from '../credential/issuances.js';

/** Whose credentials the places stand for. */
export interface PlacesToClaim {
  tenantId: string;
  subjectRecordId: string;
  /** Under which they are issued, so that a code used twice revokes all that came of it (RFC 6749 §4.1.2). */
  grantId: string;
  credentialTypeId: string;
  count: number;
  /** Milliseconds since the epoch: after it the place tells nothing any more. */
  expiresAt: number;
}

/**
 * Claims places that nobody has had or will have, each index equally likely and the places of one batch spread (Token Status
 * List §12.5, §13.2; HAIP 1.0 §6.1). Joins the unit of work; two instances at once never get the same place.
 */
export type ClaimStatusPlaces = (places: PlacesToClaim) => Promise<StatusPlace[]>;
