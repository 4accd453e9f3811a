import type { NotificationEvent } from '#openid4vci';
import type { StatusState } from '../status-lists/status-batches.js';
import type { Offer } from '../offers/offers.js';

/** What a tenant has, in figures. */
export interface TenantFigures {
  customers: number;
  credentialsInForce: number;
  openOffers: number;
}

export interface ImportSummary {
  id: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  accepted: number;
  unchanged: number;
  refused: number;
  suppressed: number;
}

/** A batch of one customer's. */
export interface CredentialGroup {
  count: number;
  expiresAt: number;
  state: StatusState;
  decidedAt: number | null;
  reason: string | null;
  /** Decided, and not in the public list yet. */
  isWaiting: boolean;
}

/** What a wallet has told of an issuance. */
export interface Notification {
  credentialCount: number;
  event: NotificationEvent | null;
  createdAt: number;
}

/** What the console's pages show beside single objects. Each reads what is committed, newest first, limited. */
export interface ConsoleViews {
  figures(tenantId: string, now: number): Promise<TenantFigures>;
  /** At most 20. */
  imports(tenantId: string): Promise<ImportSummary[]>;
  /** Of one customer, at most 20. */
  offers(tenantId: string, subjectRecordId: string): Promise<Offer[]>;
  /** How many credentials were issued under what became of an offer. */
  issuedUnder(tenantId: string, offerId: string): Promise<number>;
  /** Of one customer, at most 50 groups. */
  credentials(tenantId: string, subjectRecordId: string): Promise<CredentialGroup[]>;
  /** Of one customer, at most 20. */
  notifications(tenantId: string, subjectRecordId: string): Promise<Notification[]>;
}
