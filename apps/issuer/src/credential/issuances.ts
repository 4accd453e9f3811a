import type { NotificationEvent } from '#openid4vci';
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
  /** 128 random bits, base64url: the `notification_id` of the response (OpenID4VCI 1.0 §8.3). */
  id: string;
  subjectRecordId: string;
  credentialConfigurationId: string;
  /** How many are signed, each for a key of its own. */
  credentialCount: number;
  /** What they rest on where the supply contract does not suffice; never the date of birth itself. */
  evidence: BirthEvidence | null;
  /** What the wallet told of it last, if anything (§11). */
  notificationEvent: NotificationEvent | null;
  /** Milliseconds since the epoch. */
  notifiedAt: number | null;
  createdAt: number;
  /** Of its credentials. */
  expiresAt: number;
}

/** Durable when they return, or when the unit of work that they join is. */
export interface Issuances {
  add(issuance: Issuance): Promise<void>;
  find(tenantId: string, grantId: string, id: string): Promise<Issuance | undefined>;
  noteEvent(issuance: Issuance, event: NotificationEvent, notifiedAt: number): Promise<void>;
}
