import type { PublicJwk } from '#primitives';

/**
 * A request for credentials that waits for an operator. Its keys are kept only until it is fetched or given up; it goes `pending`
 * → `approved` or `refused`, and what was fetched is no more.
 */
export interface DeferredIssuance {
  tenantId: string;
  /** 128 random bits, base64url: the `transaction_id` (OpenID4VCI 1.0 §8.3), which counts with a token of its grant only. */
  id: string;
  grantId: string;
  subjectRecordId: string;
  credentialConfigurationId: string;
  holderKeys: PublicJwk[];
  state: 'pending' | 'approved' | 'refused';
  /** Milliseconds since the epoch. */
  createdAt: number;
  decidedAt: number | null;
  /** After it, nobody need decide or fetch any more. */
  expiresAt: number;
}

export type Decision = 'approved' | 'refused';

/** Durable when they return, or when the unit of work that they join is. A revocation or an erasure removes its subject's. */
export interface DeferredIssuances {
  add(deferred: DeferredIssuance): Promise<void>;
  find(tenantId: string, id: string): Promise<DeferredIssuance | undefined>;
  /** @returns false where it is not pending any more, or there is none */
  decide(tenantId: string, id: string, decision: Decision, decidedAt: number): Promise<boolean>;
  /** Takes an approved one away. @returns false where there is none: another request was first */
  take(tenantId: string, id: string): Promise<boolean>;
  /** Pending ones in the order of their identifiers. @param afterId the last one seen; empty for the first page */
  pending(tenantId: string, afterId: string, limit: number): Promise<DeferredIssuance[]>;
  /** Forgets what ended before `now`. */
  forgetExpired(now: number): Promise<void>;
}
