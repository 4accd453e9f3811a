/** What is kept of identity data that a citizen has shown, for the one authorization in which he did. */
export interface ShownIdentity {
  tenantId: string;
  authorizationId: string;
  subjectRecordId: string;
  /** `ShownAges`, sealed under the subject's key. */
  sealed: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** After it nothing is issued from it any more. */
  expiresAt: number;
}

/** Durable when they return, or when the unit of work that they join is. An erasure removes its subject's. */
export interface ShownIdentities {
  /** What was shown last for an authorization counts. */
  put(shown: ShownIdentity): Promise<void>;
  find(tenantId: string, authorizationId: string): Promise<ShownIdentity | undefined>;
  forgetExpired(now: number): Promise<void>;
}
