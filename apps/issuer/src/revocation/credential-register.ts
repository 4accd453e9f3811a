import type { StatusState } from '../status-lists/status-batches.js';

/** Whose credentials: all of a subject, or what was issued under one grant. */
export type CredentialsOf = { tenantId: string } & ({ subjectRecordId: string } | { grantId: string });

/** What is decided about all of somebody's credentials. */
export interface StatusDecision {
  reason: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether it is to wait for no cohort. */
  atOnce: boolean;
}

/**
 * What was issued, by subject and by grant. Each method marks what is in force, and leaves it waiting to be released into the
 * lists. Durable when the unit of work that it joins is.
 */
export interface CredentialRegister {
  /**
   * For good, whatever state they are in; a waiting revocation is hastened where this one is to be released at once.
   * @returns how many credentials were not revoked yet
   */
  revoke(whose: CredentialsOf, decision: StatusDecision): Promise<number>;
  /**
   * Moves credentials of these types from one state to another; a revoked one stays revoked.
   * @returns how many
   */
  change(
    whose: CredentialsOf,
    move: { from: StatusState; to: Exclude<StatusState, 'revoked'>; credentialTypeIds: readonly string[] },
    decision: StatusDecision,
  ): Promise<number>;
  /** Withdraws the subject's offers, ends his grants with their tokens and codes and removes his letter code. */
  endGrants(tenantId: string, subjectRecordId: string): Promise<void>;
  /**
   * Erases whose the credentials were: what is still to be released belongs to a pseudonym from now on, the rest to nobody.
   * @param pseudonym random
   */
  disown(tenantId: string, subjectRecordId: string, pseudonym: string): Promise<void>;
}
