import type { LiveState } from '../live-state/live-state.js';
import { mayLeave, type PageState } from './page-stage.js';

/** The page's state as it goes out, by polling and by events alike. */
export function pageLiveState(state: PageState): LiveState {
  const { page, presentation, stage } = state;
  return {
    version: `${page.attempts}-${stage}`,
    stage,
    expiresAt: new Date(presentation.expiresAt).toISOString(),
    // Where nothing went wrong there is nothing to read here: the browser goes on at once.
    leave: stage === 'verified' && mayLeave(state),
  };
}
