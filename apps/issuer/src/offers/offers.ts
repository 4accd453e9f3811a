/** A credential offer; neither its code nor its transaction code stands in it. */
export interface Offer {
  tenantId: string;
  /** Random, 128 bits, base64url: whoever knows it may fetch the offer. */
  id: string;
  subjectRecordId: string;
  credentialTypeId: string;
  /** By which a wallet may pick it up. */
  grantTypes: OfferGrantType[];
  /** `open` → `redeemed`; `locked` by wrong transaction codes; `withdrawn` by its operator, a revocation or erasure. */
  state: 'open' | 'redeemed' | 'locked' | 'withdrawn';
  /** Keyed digest. */
  transactionCodeDigest: string;
  failedAttempts: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  expiresAt: number;
}

export const OFFER_GRANT_TYPES = ['pre-authorized_code', 'authorization_code'] as const;
export type OfferGrantType = (typeof OFFER_GRANT_TYPES)[number];

/** Durable when they return, or when the unit of work that they join is. */
export interface Offers {
  add(offer: Offer): Promise<void>;
  find(tenantId: string, id: string): Promise<Offer | undefined>;
  /** Moves `open` to `redeemed`. @returns whether it was open */
  redeem(tenantId: string, id: string): Promise<boolean>;
  /** Moves `open` or `locked` to `withdrawn`. @returns whether it was one of them */
  withdraw(tenantId: string, id: string): Promise<boolean>;
  /** Counts a wrong transaction code, and locks the offer at the last one. */
  noteWrongCode(tenantId: string, id: string, change: { failedAttempts: number; locked: boolean }): Promise<void>;
}
