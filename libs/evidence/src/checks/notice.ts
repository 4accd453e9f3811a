import { parseNoticeDelivery, presentationNonce } from '#consent';
import { defineEvidenceCheck } from '../evidence-check.js';

/** What the holder agreed to: the nonce in the record commits to this notice (design §6). */
export const notice = defineEvidenceCheck({
  item: 'notice',
  needs: ['parsed'],
  gives: [],
  otherwise: 'foreign',
  check({ parsed: { record } }, { evidence }) {
    if (record.contract === null) return { outcome: 'not_checked', code: 'none' };
    if (evidence.notice === null) {
      return evidence.shown === null
        ? { outcome: 'not_checked', code: 'redacted' }
        : { outcome: 'does_not_hold', code: 'missing' };
    }
    const delivery = parseNoticeDelivery(evidence.notice);
    const { verifier, contract } = delivery.notice;
    const agrees =
      presentationNonce(delivery) === record.presentationNonce &&
      verifier.member === record.verifier &&
      contract.id === record.contract.id &&
      contract.version === record.contract.version;
    return agrees ? { outcome: 'holds', code: 'ok', given: {} } : { outcome: 'does_not_hold', code: 'foreign' };
  },
});
