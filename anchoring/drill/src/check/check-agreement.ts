import type { DrillNetwork, NodeHead } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';
import { checkStoredLog } from './check-stored-log.js';

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
 * After each case: every node has the same height, log and state; `ledger:fsck` finds nothing on any; and whatever somebody
 * was told is accepted stands in each log once.
 * @throws `not_shown`, the codes of `checkLedgerDatabase`
 */
export async function checkAgreement(network: DrillNetwork): Promise<Agreement> {
  const head = await waitForOneHead(network);
  const { size, root } = head.appState;
  const expected = { root, accepted: network.accepted };
  for (const name of network.names) {
    const home = network.homeOf(name);
    await checkStoredLog({ name, home, isUpgraded: network.isUpgraded }, network.founding.genesis, expected);
  }
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
