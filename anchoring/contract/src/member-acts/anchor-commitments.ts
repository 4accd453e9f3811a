import { refusal } from '#primitives';
import { requireOnly } from '../check-signers.js';
import { writeRecord, type Rule } from '../effect.js';
import { readParameters, readRecord } from '../read-record.js';

/**
 * A verifier's periodic anchor. A suspended verifier still anchors: what it owes to citizens (withdrawals, erasures)
 * goes on; a suspended member can't sign at all.
 * @throws `not_the_member`, `verifier_unknown`, `anchor_in_future`, `anchor_too_old`
 */
export const anchorCommitments: Rule<'anchor'> = ({ state, context, signers, payload: { anchor } }) => {
  requireOnly(signers, anchor.member);
  if (readRecord(state, 'verifier', anchor.member) === undefined) {
    throw refusal('verifier_unknown', 'Only a registered verifier anchors.');
  }
  const { anchorPeriodSeconds, maxAnchorAgePeriods } = readParameters(state);
  const running = Math.floor(context.time / anchorPeriodSeconds);
  if (anchor.period > running) throw refusal('anchor_in_future', "The anchor's period has not begun.");
  if (anchor.period < running - maxAnchorAgePeriods) throw refusal('anchor_too_old', "The anchor's period is too old.");
  return writeRecord('anchor', [anchor.member, anchor.stream, anchor.period], anchor);
};
