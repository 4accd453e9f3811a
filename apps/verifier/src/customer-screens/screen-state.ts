import type { LiveState } from '../live-state/live-state.js';
import { AWAITING, type Presentation } from '../presentation-requests/presentation.js';
import { requireVerification } from '../verifications/find-verification.js';
import type { CustomerScreen } from './customer-screen.js';
import type { ScreenParts } from './make-screen.js';

/** What the screen says. `answered` is all of it: yes, no and a refusal look the same to whoever looks over a shoulder. */
export type ScreenStage = 'waiting' | 'opened' | 'answered' | 'expired' | 'cancelled';

export interface ScreenState {
  stage: ScreenStage;
  presentation: Presentation;
}

/** Reads where the screen's verification stands; the one place that says it, for the screen, its events and its polling. */
export async function readScreenState(
  { tenantId, verificationId }: CustomerScreen,
  { clock, ...finding }: Pick<ScreenParts, 'presentations' | 'pages' | 'clock'>,
): Promise<ScreenState> {
  const { presentation } = await requireVerification(tenantId, verificationId, finding);
  return { presentation, stage: stageOf(presentation, clock()) };
}

function stageOf({ status, expiresAt }: Presentation, now: number): ScreenStage {
  if (AWAITING.includes(status) && expiresAt <= now) return 'expired';
  switch (status) {
    case 'created':
      return 'waiting';
    case 'opened':
    case 'expired':
    case 'cancelled':
      return status;
    case 'presented':
    case 'verified':
    case 'not_verified':
    case 'refused':
    case 'redacted':
      return 'answered';
  }
}

/** As it goes out, by polling and by events alike. */
export function screenLiveState({ stage, presentation }: ScreenState): LiveState {
  return { version: stage, stage, expiresAt: new Date(presentation.expiresAt).toISOString(), leave: false };
}
