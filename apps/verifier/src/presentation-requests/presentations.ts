import type { ShownState } from './shown-state.js';
import type { Closing, Presentation } from './presentation.js';

/** What narrows a list; a state is told as a reader sees it at `now`, in milliseconds since the epoch. */
export interface PresentationFilter {
  contractId?: string | undefined;
  state?: ShownState | undefined;
  now: number;
}

/** Requests for presentations and what became of them; every method is durable on return, or joins the caller's unit. */
export interface Presentations {
  insert(presentation: Presentation): Promise<void>;
  find(tenantId: string, id: string): Promise<Presentation | undefined>;
  /** `created` → `opened`; changes nothing in any other status. */
  markOpened(tenantId: string, id: string, openedAt: number): Promise<void>;
  /**
   * Closes it and forgets question, state parameter and response key. Single use: of two calls one gets `true`.
   * @returns false where no answer was awaited any more
   */
  close(tenantId: string, id: string, closing: Closing): Promise<boolean>;
  /** Newest first. */
  list(
    tenantId: string,
    page: { before?: { createdAt: number; id: string }; limit: number; filter?: PresentationFilter },
  ): Promise<Presentation[]>;
}
