import { defineCheck, failed, passed, passedAs, waived } from '../check.js';

/** A list speaks of the address that it names; another's list, served there, says nothing. */
export const statusSubject = defineCheck({
  name: 'status-subject',
  clause: 'Token Status List §5.1 (sub), §8.3 step 4.1',
  scope: 'presentation',
  needs: ['status'],
  gives: [],
  codes: ['without_status', 'status_outage_accepted', 'status_list_of_another_address'],
  check({ status }) {
    if (status === 'none') return passedAs('without_status');
    if (status === 'unavailable') return waived('status_outage_accepted');
    return status.list.uri === status.reference.uri ? passed() : failed('status_list_of_another_address');
  },
});
