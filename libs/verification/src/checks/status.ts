import { STATUS_INVALID, STATUS_VALID, statusAt } from '#status-list';
import { defineCheck, failed, passed, passedAs } from '../check.js';

/** The list says that the credential stands. */
export const status = defineCheck({
  name: 'status',
  clause: 'Token Status List §7.1, §8.3',
  scope: 'presentation',
  needs: ['status'],
  gives: [],
  codes: ['without_status', 'status_index_out_of_bounds', 'revoked', 'status_not_valid'],
  check({ status: place }) {
    if (place === 'none') return passedAs('without_status');
    const { list, idx } = place;
    const found = statusAt(list, idx);
    if (found === undefined) return failed('status_index_out_of_bounds');
    if (found === STATUS_VALID) return passed();
    return failed(found === STATUS_INVALID ? 'revoked' : 'status_not_valid');
  },
});
