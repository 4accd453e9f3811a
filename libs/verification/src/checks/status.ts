import { STATUS_INVALID, STATUS_VALID, statusAt } from '#status-list';
import { defineCheck, failed, passed, passedAs, waived } from '../check.js';

/** The list says that the credential stands: at its place, or by not naming its identifier. */
export const status = defineCheck({
  name: 'status',
  clause: 'Token Status List §7.1, §8.3; ISO/IEC 18013-5:2025 §12.3.6.4',
  scope: 'presentation',
  needs: ['status'],
  gives: [],
  codes: [
    'without_status',
    'status_outage_accepted',
    'status_list_of_another_kind',
    'status_index_out_of_bounds',
    'revoked',
    'status_not_valid',
  ],
  check({ status: known }) {
    if (known === 'none') return passedAs('without_status');
    if (known === 'unavailable') return waived('status_outage_accepted');
    const { list, reference } = known;
    if ('identifier' in reference) {
      if (list.revokedIdentifiers === undefined) return failed('status_list_of_another_kind');
      return list.revokedIdentifiers.has(reference.identifier) ? failed('revoked') : passed();
    }
    if (list.revokedIdentifiers !== undefined) return failed('status_list_of_another_kind');
    const found = statusAt(list, reference.idx);
    if (found === undefined) return failed('status_index_out_of_bounds');
    if (found === STATUS_VALID) return passed();
    return failed(found === STATUS_INVALID ? 'revoked' : 'status_not_valid');
  },
});
