import { AWAITING, endOf, type Presentation, type PresentationStatus } from '../presentation-requests/presentation.js';

/** One change of a verification's status. */
export interface StatusChange {
  status: PresentationStatus;
  /** ISO 8601. */
  at: string;
}

/**
 * Each change with its time, in order, as far as it may be seen.
 * @param status as it is shown: what is withheld behind it is no part of its history
 */
export function historyOf(presentation: Presentation, status: PresentationStatus): StatusChange[] {
  const { createdAt, openedAt, presentedAt, closedAt, redactedAt } = presentation;
  const isOverUnwritten = AWAITING.includes(presentation.status) && status === 'expired';
  const changes: [PresentationStatus, number | null][] = [
    ['created', createdAt],
    ['opened', openedAt],
    ['presented', presentedAt],
    [beforeRedaction(status), isOverUnwritten ? endOf(presentation) : closedAt],
    ['redacted', redactedAt],
  ];
  const last = changes.findLastIndex(([change]) => change === status);
  return changes
    .slice(0, last + 1)
    .flatMap(([change, at]) => (at === null ? [] : [{ status: change, at: new Date(at).toISOString() }]));
}

/** Only what was verified is ever redacted. */
function beforeRedaction(status: PresentationStatus): PresentationStatus {
  return status === 'redacted' ? 'verified' : status;
}
