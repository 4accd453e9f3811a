import { canonicalJson } from '#primitives';
import { defineEvidenceCheck } from '../evidence-check.js';
import { shownDigest } from '../evidence-package.js';

/** Layer two is what the record's salted digest names, and speaks of the same verification. */
export const question = defineEvidenceCheck({
  item: 'question',
  needs: ['parsed'],
  gives: ['shown'],
  otherwise: 'foreign',
  check({ parsed: { record } }, { evidence: { shown } }) {
    if (shown === null) return { outcome: 'not_checked', code: record.shown === null ? 'discarded' : 'redacted' };
    if (record.shown === null || shownDigest(shown) !== record.shown)
      return { outcome: 'does_not_hold', code: 'foreign' };
    const { presentationNonce, verifier, contract } = shown.asked;
    const agrees =
      presentationNonce === record.presentationNonce &&
      verifier === record.verifier &&
      canonicalJson(contract) === canonicalJson(record.contract);
    return agrees ? { outcome: 'holds', code: 'ok', given: { shown } } : { outcome: 'does_not_hold', code: 'foreign' };
  },
});
