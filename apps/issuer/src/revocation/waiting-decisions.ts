import type { StatusBatch } from '../status-lists/status-batches.js';

/** A decision that no list says yet, with what stands of its batch now. */
export interface WaitingDecision extends Pick<StatusBatch, 'subjectRecordId' | 'places' | 'state'> {
  id: string;
  batchId: string;
  decidedAt: number;
  /** Whether it is to wait for no cohort. */
  atOnce: boolean;
}

/** Durable when the unit of work that they join is. */
export interface WaitingDecisions {
  /** The oldest first, up to the limit. */
  waiting(tenantId: string, limit: number): Promise<WaitingDecision[]>;
  /**
   * Has the list say this of these places from its next version on. A place that says revoked says so for good.
   * @returns the version
   */
  flip(tenantId: string, listId: string, flips: readonly { idx: number; status: number }[]): Promise<number>;
  /** Takes them off the waiting ones; batches of disowned subjects are forgotten. */
  noteReleased(tenantId: string, released: readonly WaitingDecision[]): Promise<void>;
}
