import { encodeBase64url } from '#primitives';
import { ledgerTransactionId } from '#ledger';
import { replayWholeLog } from '#anchoring/log';
import type { DrillNetwork, NodeHead } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';
import { readNodeLog } from './read-node-log.js';

/** What all nodes of a network agree on. */
export interface Agreement {
  nodes: number;
  height: number;
  /** Leaves of the log, and its root as base64url. */
  size: number;
  root: string;
  /** Ledger transactions that somebody was told are accepted; each stands in the log once. */
  accepted: number;
}

const PATIENCE_MILLISECONDS = 90_000;

/**
 * After each case: every node has the same height, log and state; each one's stored log, executed again from the genesis, is
 * what the contract makes of it; and whatever somebody was told is accepted stands in it once.
 * @throws `not_shown`, the codes of `replayWholeLog`
 */
export async function checkAgreement(network: DrillNetwork): Promise<Agreement> {
  const head = await waitForOneHead(network);
  for (const name of network.names) {
    const leaves = await readNodeLog(network.homeOf(name));
    const counts = new Map<string, number>();
    const { replay } = replayWholeLog(leaves, network.founding.genesis, {
      print: () => undefined,
      block: ({ ledgerTransactions }) => {
        for (const { body } of ledgerTransactions) {
          const id = ledgerTransactionId(body);
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      },
    });
    const root = encodeBase64url(replay.head.root);
    requireShown(root === head.appState.root, `The stored log of ${name} has another root than all nodes say.`);
    const lost = [...network.accepted].filter((id) => counts.get(id) !== 1);
    requireShown(lost.length === 0, `${lost.length} accepted ledger transactions are not in the log of ${name} once.`);
  }
  const { size, root } = head.appState;
  return { nodes: network.names.length, height: head.height, size, root, accepted: network.accepted.size };
}

/** @throws `not_shown` where nodes stay at different heights, or differ at the same one */
async function waitForOneHead(network: DrillNetwork): Promise<NodeHead> {
  const look = async () => {
    const heads = await Promise.all(network.names.map((name) => network.head(name)));
    return new Set(heads.map(({ height }) => height)).size === 1 ? heads : undefined;
  };
  const what = 'all nodes have one height';
  const { clock } = network.tools;
  const heads = await waitUntil(look, { clock, patienceMilliseconds: PATIENCE_MILLISECONDS, what });
  const [first] = heads;
  const isSame = new Set(heads.map((head) => JSON.stringify(head))).size === 1;
  requireShown(first !== undefined && isSame, `At one height the nodes differ: ${JSON.stringify(heads)}`);
  return first;
}
