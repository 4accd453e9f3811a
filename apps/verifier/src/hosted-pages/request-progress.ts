import type { PageState } from './page-stage.js';

/** How far a hosted request is, for the tenant; never what was answered. Times are ISO 8601. */
export interface RequestProgress {
  id: string;
  /** `answered` until the code is exchanged, whatever the answer was. */
  progress: 'not_opened' | 'open' | 'answered' | 'redeemed' | 'ended';
  /** The verification that is asked now; a person who starts again gets another. */
  verificationId: string;
  attempts: number;
  createdAt: string;
  expiresAt: string;
}

export function requestProgress({ page, stage }: PageState): RequestProgress {
  return {
    id: page.id,
    progress: page.sessionDigest === null && stage !== 'ended' ? 'not_opened' : PROGRESS[stage],
    verificationId: page.presentationId,
    attempts: page.attempts,
    createdAt: new Date(page.createdAt).toISOString(),
    expiresAt: new Date(page.expiresAt).toISOString(),
  };
}

const PROGRESS: Readonly<Record<PageState['stage'], RequestProgress['progress']>> = {
  ...{ waiting: 'open', opened: 'open', expired: 'open', refused: 'open' },
  ...{ return: 'answered', answered: 'answered', verified: 'answered', not_verified: 'answered' },
  ...{ finished: 'redeemed', ended: 'ended' },
};
