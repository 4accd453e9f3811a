import { isCodedError } from '#primitives';
import { defineEvidenceCheck } from '../evidence-check.js';
import { parseVerdictRecord } from '../verdict-record.js';

/** The record in its shape; who signed it is another check's. */
export const verdictRecord = defineEvidenceCheck({
  item: 'verdict-record',
  needs: [],
  gives: ['parsed'],
  otherwise: 'malformed',
  check(_facts, { evidence }) {
    try {
      return { outcome: 'holds', code: 'ok', given: { parsed: parseVerdictRecord(evidence.verdictRecord) } };
    } catch (error) {
      if (!isCodedError(error) || error.code !== 'verdict_record_version') throw error;
      return { outcome: 'not_checked', code: 'earlier_version' };
    }
  },
});
