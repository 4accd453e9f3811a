import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, refusal, type Clock } from '#primitives';
import { ACCEPTED, DUPLICATE, type NodeRpc, type Submissions } from '#anchoring/consensus';
import { isInLog } from './is-in-log.js';
import type { RawTransaction } from './transaction-maker.js';

const PAUSE_MILLISECONDS = 100;

export interface Way {
  submissions: Submissions;
  rpc: NodeRpc;
}

/**
 * Submits a ledger transaction until somebody says that it is accepted. An outage says nothing about it: the same bytes are
 * sent again, by another node where there is one, and one that is refused as a repeat was accepted before.
 * @param ways nodes to submit by, in turn
 * @returns when it was accepted, as the clock says, and in which block, where that was told
 * @throws `not_accepted` where the contract refuses it, or the patience ends
 */
export async function submitUntilAccepted(
  { id, bytes }: RawTransaction,
  ways: readonly Way[],
  { clock, patienceMilliseconds }: { clock: Clock; patienceMilliseconds: number },
): Promise<{ acceptedAt: number; height?: number }> {
  const deadline = clock() + patienceMilliseconds;
  for (let attempt = 0; ; attempt++) {
    const way = ways[attempt % ways.length];
    if (way === undefined) throw refusal('not_accepted', 'There is no node to submit by.');
    try {
      const submitted = await way.submissions.submit(bytes);
      if (submitted.outcome === 'included' && (submitted.code === ACCEPTED || submitted.code === DUPLICATE)) {
        return { acceptedAt: clock(), height: submitted.height };
      }
      // Refused as a repeat may also mean that it waits in this node's mempool.
      if (submitted.code === DUPLICATE && (await isInLog(way.rpc, id))) return { acceptedAt: clock() };
      throw refusal('not_accepted', `The ledger refused ${id}: ${submitted.log}`);
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'outage') throw error;
      if (clock() >= deadline) throw refusal('not_accepted', `The ledger did not take ${id}: ${error.message}`);
    }
    await sleep(PAUSE_MILLISECONDS);
  }
}
