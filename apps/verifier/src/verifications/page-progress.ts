import type { PageState } from '../hosted-pages/page-stage.js';

/** How far a hosted page is, for the tenant; never what was answered. */
export interface PageProgress {
  /** `answered` until the code is exchanged, whatever the answer was. */
  progress: 'not_opened' | 'open' | 'answered' | 'redeemed' | 'ended';
  /** How often it has asked; a person who starts again is asked anew under the same identifier. */
  attempts: number;
}

export function pageProgress({ page, stage }: Pick<PageState, 'page' | 'stage'>): PageProgress {
  return {
    progress: page.sessionDigest === null && stage !== 'ended' ? 'not_opened' : PROGRESS[stage],
    attempts: page.attempts,
  };
}

const PROGRESS: Readonly<Record<PageState['stage'], PageProgress['progress']>> = {
  ...{ waiting: 'open', opened: 'open', expired: 'open', refused: 'open' },
  ...{ return: 'answered', answered: 'answered', verified: 'answered', not_verified: 'answered' },
  ...{ finished: 'redeemed', ended: 'ended' },
};
