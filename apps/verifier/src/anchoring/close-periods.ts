import { buildAnchorTree } from '#consent';
import type { Genesis } from '#ledger';
import { decodeBase64url, encodeBase64url, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox } from '#service-kit/outbox';
import type { Anchors } from './anchors.js';
import type { Commitments } from './commitments.js';

/** Outbox kind: send a closed period's anchor to the ledger. */
export const ANCHOR_KIND = 'anchor';

export interface ClosingParts {
  database: Database;
  anchors: Anchors;
  commitments: Commitments;
  outbox: Outbox;
  parameters: Genesis['parameters'];
  clock: Clock;
  random: RandomBytes;
}

/**
 * Closes every period that is over, each once and also when it is empty (design §5), after an outage the missed ones too as
 * far as the ledger still takes them. What waits goes into the first; a commitment that is committed meanwhile, into the next.
 * If we die here, nothing or the whole period is closed, its root included.
 * @param stopping ends it between two periods; the next call goes on there
 */
export async function closePeriods(tenantId: string, parts: ClosingParts, stopping?: AbortSignal): Promise<void> {
  const { anchorPeriodSeconds, maxAnchorAgePeriods } = parts.parameters;
  const running = Math.floor(secondsOf(parts.clock) / anchorPeriodSeconds);
  const newest = await parts.anchors.newestPeriod(tenantId);
  // A tenant's first anchor is of the period that has just ended.
  const first = Math.max((newest ?? running - 2) + 1, running - maxAnchorAgePeriods);
  for (let period = first; period < running && stopping?.aborted !== true; period++) {
    await closePeriod(tenantId, period, parts);
  }
}

async function closePeriod(tenantId: string, period: number, parts: ClosingParts): Promise<void> {
  const seed = parts.random(32);
  await parts.database.tx(async (manager) => {
    // Another instance may have closed it.
    if ((await parts.anchors.find(tenantId, period)) !== undefined) return;
    await parts.commitments.assign(tenantId, period);
    const commitments = await parts.commitments.inPeriod(tenantId, period);
    const tree = buildAnchorTree(commitments.map(decodeBase64url), seed);
    await parts.anchors.insert({
      ...{ tenantId, period, seed: encodeBase64url(seed), root: encodeBase64url(tree.root), size: tree.size },
      ...{ state: 'closed', ledgerTransaction: null, ledgerTransactionId: null, proof: null },
    });
    const entry = { tenantId, kind: ANCHOR_KIND, id: `anchor-${period}`, payload: { period } };
    await parts.outbox.enqueue(manager, entry);
  });
}
