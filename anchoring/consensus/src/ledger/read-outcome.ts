import { z } from 'zod';
import { isCodedError, outage, parseJson } from '#primitives';
import { ACCEPTED } from '../abci/index.js';
import type { Submitted } from '../network/submissions.js';

const LIMITS = { maxLength: 16 * 1024, maxDepth: 2 };

/** What the ledger's application writes into a result's log, unless it accepts. */
const logShape = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('duplicate'), id: z.string(), of: z.string() }),
  z.object({ outcome: z.literal('refused'), code: z.string(), reason: z.string() }),
]);

/** What the ledger made of a submitted transaction; its place is another question. */
export type ReadOutcome = { outcome: 'accepted' } | z.output<typeof logShape>;

/** Refusals that say nothing of the transaction itself: the same bytes may do later. */
const PASSING = new Set(['too_many_waiting']);

/** @throws `node_answer_malformed`, `ledger_busy` (outages) */
export function readOutcome(submitted: Submitted): ReadOutcome {
  if (submitted.code === ACCEPTED) return { outcome: 'accepted' };
  const read = readLog(submitted.log);
  if (read.outcome !== 'refused' || !PASSING.has(read.code)) return read;
  throw outage('ledger_busy', 'Too many ledger transactions are waiting.', { privateDetail: read.reason });
}

function readLog(log: string): z.output<typeof logShape> {
  try {
    return logShape.parse(parseJson(log, LIMITS));
  } catch (cause) {
    const detail = isCodedError(cause) ? cause.code : 'shape';
    throw outage('node_answer_malformed', "The ledger node's answer has no valid shape.", {
      privateDetail: `log: ${detail}`,
      cause,
    });
  }
}
