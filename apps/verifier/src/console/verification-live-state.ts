import type { LiveState } from '../live-state/live-state.js';
import type { VerificationView } from '../verifications/read-verification.js';

/** A verification's state as it goes out to a clerk's page, by polling and by events alike. */
export function verificationLiveState(view: VerificationView): LiveState {
  const { status, receipt, withheld, expiresAt, paperPathAt } = view;
  const changes = [receipt?.anchored === true && 'anchored', withheld?.code, paperPathAt !== undefined && 'paper'];
  const version = [status, ...changes].filter(Boolean).join('-');
  return { version, stage: status, expiresAt, leave: false };
}

/** Whether it may still change while the page is looked at. */
export function isMoving({ status, receipt }: VerificationView): boolean {
  return ['created', 'opened', 'presented'].includes(status) || receipt?.anchored === false;
}
