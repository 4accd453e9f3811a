import { statusListDigest } from '#status-list';
import { defineCheck, failed, passed, passedAs, waived } from '../check.js';
import type { KnownStatusList } from '../verification.js';

/** A list may be a megabyte, and thousands of presentations point into it: hashed once a snapshot and issuer. */
const digests = new WeakMap<KnownStatusList, { issuer: string; digest: string }>();

/**
 * The ledger holds a digest of this list: its issuer and its host cannot show one list here and another one there. A version
 * newer than the anchored one passes as `pending` for a while; an older one was superseded and fails as divergence does. Who
 * stands on a list and not in the registry anchors nothing.
 */
export const statusAnchored = defineCheck({
  name: 'status-anchored',
  clause: 'Incola docs/decisions/periodic-and-status-anchors.md',
  scope: 'presentation',
  needs: ['freshState', 'accredited', 'status'],
  gives: [],
  codes: [
    'without_status',
    'status_outage_accepted',
    'not_on_ledger',
    'pending',
    'status_never_anchored',
    'status_diverges',
    'status_older_than_anchor',
    'status_anchor_overdue',
  ],
  check({ freshState, accredited, status }, { trust: { policy }, nowSeconds }) {
    if (status === 'none') return passedAs('without_status');
    if (accredited.by === 'list') return waived('not_on_ledger');
    if (status === 'unavailable') return waived('status_outage_accepted');
    if (freshState === 'none') return failed('status_never_anchored');
    const { list: statusList } = status;
    const anchor = freshState.statusAnchors.get(statusList.uri);
    if (anchor !== undefined) {
      if (anchor.member !== accredited.id) return failed('status_diverges');
      if (statusList.version < anchor.version) return failed('status_older_than_anchor');
      if (statusList.version === anchor.version) {
        return digestOf(statusList, accredited.id) === anchor.digest ? passed() : failed('status_diverges');
      }
    }
    const since = Math.min(statusList.versionSeenAt ?? statusList.issuedAt, nowSeconds);
    if (nowSeconds - since <= policy.maxStatusPendingSeconds) return passedAs('pending');
    return failed(anchor === undefined ? 'status_never_anchored' : 'status_anchor_overdue');
  },
});

function digestOf(statusList: KnownStatusList, issuer: string): string {
  const known = digests.get(statusList);
  if (known?.issuer === issuer) return known.digest;
  const digest = statusListDigest({ issuer, ...statusList });
  digests.set(statusList, { issuer, digest });
  return digest;
}
