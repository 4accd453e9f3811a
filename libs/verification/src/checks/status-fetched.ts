import { defineCheck, failed, passed, passedAs, waived } from '../check.js';

/**
 * The list is at hand. Where its host is down, the policy names the outcome; a list that was refused, or that nobody could
 * have fetched, is no outage.
 */
export const statusFetched = defineCheck({
  name: 'status-fetched',
  clause: 'Token Status List §8.1, §8.3 step 1 and 2',
  scope: 'presentation',
  needs: ['statusReference'],
  gives: ['status'],
  codes: ['without_status', 'status_list_unknown', 'status_host_down', 'status_outage_accepted'],
  check({ statusReference: reference }, { trust }) {
    if (reference === 'none') return passedAs('without_status', { status: 'none' as const });
    const list = trust.statusList(reference.uri);
    if (list !== undefined) return passed({ status: { list, reference } });
    if (trust.isStatusHostDown?.(reference.uri) !== true) return failed('status_list_unknown');
    return trust.policy.onStatusUnavailable === 'accept'
      ? waived('status_outage_accepted', { status: 'unavailable' as const })
      : failed('status_host_down');
  },
});
