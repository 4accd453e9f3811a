import type { NetworkNode } from '#anchoring/consensus';
import type { Shown } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { tellComparisons, type Comparison } from '../speed/compare-with-reference.js';
import type { ReferenceName } from '../speed/reference-figures.js';
import { requireShown } from '../require-shown.js';

export interface OutageFigures {
  /** From the kill until the node has the height that the others had meanwhile. */
  backMilliseconds: number;
  /** The longest time in which nobody was told of an acceptance, from the kill until the node was back. */
  longestPauseMilliseconds: number;
  /** Accepted while the node was away. */
  acceptedMeanwhile: number;
  comparisons: Comparison[];
}

const IN_FLIGHT = 8;
const BEFORE = 16;

/**
 * One node fails and its supervisor brings it back, while members submit by the others.
 * @param reference with which the time is compared until it is back
 */
export async function measureOutage(
  network: DrillNetwork,
  name: string,
  reference: ReferenceName,
  fail: (node: NetworkNode) => Promise<void>,
): Promise<Shown<OutageFigures>> {
  const { clock, say } = network.tools;
  const others = network.names.filter((one) => one !== name);
  const load = await SteadyLoad.start(network, { inFlight: IN_FLIGHT, by: others });
  await load.acceptMore(BEFORE);
  const failedAt = clock();
  await fail(network.node(name));
  await load.acceptMore(1);
  const [other = name] = others;
  const { height } = await network.head(other);
  await network.reach(name, height);
  const backAt = clock();
  await load.stop();
  const backMilliseconds = backAt - failedAt;
  const longestPauseMilliseconds = load.longestPause(failedAt, backAt);
  const acceptedMeanwhile = load.acceptances.filter(
    ({ acceptedAt }) => acceptedAt > failedAt && acceptedAt < backAt,
  ).length;
  requireShown(acceptedMeanwhile > 0, `Without ${name} nothing was accepted.`);
  const sentence =
    `${name} was back after ${backMilliseconds} ms. Meanwhile ${acceptedMeanwhile} ledger transactions were accepted, ` +
    `with a longest pause of ${longestPauseMilliseconds} ms.`;
  const comparisons = tellComparisons(say, { [reference]: backMilliseconds });
  return { sentence, figures: { backMilliseconds, longestPauseMilliseconds, acceptedMeanwhile, comparisons } };
}
