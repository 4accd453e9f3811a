import type { ShownState } from './shown-state.js';
import type { Closing, Presentation, PresentationStatus } from './presentation.js';

/** What narrows a list; a state is told as a reader sees it at `now`, in milliseconds since the epoch. */
export interface PresentationFilter {
  contractId?: string | undefined;
  /**
   * What `presented` finds is more than what is shown so: whether a decision is anchored stands elsewhere. So does `verified`.
   */
  state?: ShownState | PresentationStatus | undefined;
  /** Milliseconds since the epoch; from and including. */
  createdFrom?: number | undefined;
  /** Up to and excluding. */
  createdBefore?: number | undefined;
  now: number;
}

/** Requests for presentations and what became of them; every method is durable on return, or joins the caller's unit. */
export interface Presentations {
  insert(presentation: Presentation): Promise<void>;
  find(tenantId: string, id: string): Promise<Presentation | undefined>;
  /** `created` → `opened`. @returns false in any other status, where it changes nothing */
  markOpened(tenantId: string, id: string, openedAt: number): Promise<boolean>;
  /**
   * Closes it and forgets question, state parameter and response key. Single use: of two calls one gets `true`. A cancellation
   * also closes what is over itself while its page may ask again.
   * @returns false where no answer was awaited any more
   */
  close(tenantId: string, id: string, closing: Closing): Promise<boolean>;
  /**
   * Its page asks again: the newer request is the verification from now on. What was still awaited is closed before.
   */
  replace(tenantId: string, id: string): Promise<void>;
  /** Newest first, without those that were replaced. */
  list(
    tenantId: string,
    page: { before?: { createdAt: number; id: string }; limit: number; filter?: PresentationFilter },
  ): Promise<Presentation[]>;
}
