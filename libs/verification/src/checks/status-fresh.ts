import { isStatusListFresh } from '#status-list';
import { defineCheck, failed, passed, passedAs, waived, type Circumstances } from '../check.js';
import type { KnownStatusList } from '../verification.js';

/** The list is recent by its own words; the last one known counts for longer while its host is down, if the policy says so. */
export const statusFresh = defineCheck({
  name: 'status-fresh',
  clause: 'Token Status List §8.3 step 4.2 and 4.3, §13.7',
  scope: 'presentation',
  needs: ['status'],
  gives: [],
  codes: ['without_status', 'status_outage_accepted', 'status_list_stale'],
  check({ status }, circumstances) {
    if (status === 'none') return passedAs('without_status');
    if (status === 'unavailable') return waived('status_outage_accepted');
    const { list } = status;
    const { clockSkewSeconds } = circumstances.trust.policy;
    if (isStatusListFresh(list, circumstances.nowSeconds, clockSkewSeconds)) return passed();
    return countsWhileHostIsDown(list, circumstances) ? waived('status_outage_accepted') : failed('status_list_stale');
  },
});

function countsWhileHostIsDown(list: KnownStatusList, { trust, nowSeconds }: Circumstances): boolean {
  const { onStatusUnavailable, maxStatusOutageSeconds, clockSkewSeconds } = trust.policy;
  if (onStatusUnavailable === 'refuse' || trust.isStatusHostDown?.(list.uri) !== true) return false;
  // Judged as of so long ago, yet never before it was signed.
  const asOf = Math.max(nowSeconds - maxStatusOutageSeconds, Math.min(list.issuedAt, nowSeconds));
  return isStatusListFresh(list, asOf, clockSkewSeconds);
}
