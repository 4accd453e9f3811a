import { decidedWithNotice } from './decided-with-notice.js';
import { erasedIsUnreadable } from './erased-is-unreadable.js';
import { failuresAreNamed } from './failures-are-named.js';
import type { Invariant } from './invariant.js';
import { logOnlyGrows } from './log-only-grows.js';
import { receiptsKept } from './receipts-kept.js';
import { revokedNeverVerifies } from './revoked-never-verifies.js';
import { settlementBalances } from './settlement-balances.js';
import { signedWithStatusIndex } from './signed-with-status-index.js';
import { usedOnce } from './used-once.js';

export type { Invariant } from './invariant.js';

/** All of them, new for each world. */
export function createInvariants(): Invariant[] {
  return [
    signedWithStatusIndex(),
    usedOnce(),
    decidedWithNotice(),
    receiptsKept(),
    revokedNeverVerifies(),
    logOnlyGrows(),
    settlementBalances(),
    failuresAreNamed(),
    erasedIsUnreadable(),
  ];
}
