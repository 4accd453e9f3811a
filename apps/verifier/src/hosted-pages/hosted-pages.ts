import type { HostedPage } from './hosted-page.js';

/** A change of a page; `null` empties. */
export type PageChange = Partial<Omit<HostedPage, 'tenantId' | 'id'>>;

/** Hosted pages. Every method is durable on return, or joins the caller's unit. */
export interface HostedPages {
  insert(page: HostedPage): Promise<void>;
  find(tenantId: string, id: string): Promise<HostedPage | undefined>;
  /**
   * Changes the page if it is as `as` says, `null` included. Of two calls that exclude one another one gets `true`.
   * @returns whether it was so and was changed
   */
  change(page: Pick<HostedPage, 'tenantId' | 'id'>, as: PageChange, change: PageChange): Promise<boolean>;
  /** Pages whose time is over and that still hold a sealed question. */
  findEnded(now: number, limit: number): Promise<Pick<HostedPage, 'tenantId' | 'id'>[]>;
  /** The tenant may read what came of the presentation, and the page asks no more: its response code was exchanged. */
  releasePresentation(tenantId: string, presentationId: string): Promise<void>;
}
