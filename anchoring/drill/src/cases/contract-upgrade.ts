import { decideByVote, Submissions } from '#anchoring/consensus';
import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import { TransactionMaker } from '../load/transaction-maker.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { buildNextRelease } from '../upgrade/build-next-release.js';
import { waitUntil } from '../wait-until.js';

interface ContractUpgradeFigures {
  activationHeight: number;
  /** From the start of the nodes with the new code until a ledger transaction was accepted under it. */
  resumedMilliseconds: number;
  digests: { before: string; after: string };
}

/** What deciding takes at most: proposal, ballots and closing, each with the empty block after it. */
const BLOCKS_AHEAD = 12;
/** On a machine that is busy. */
const BALLOT_SECONDS = 6;
const SUBMIT_MILLISECONDS = 1500;

/** Members vote on other code; nodes stop by themselves before its first block, and go on with it. */
export const contractUpgrade: DrillCase<ContractUpgradeFigures> = {
  name: 'contract-upgrade',
  shows:
    "the contract's code is replaced by vote: all nodes stop before the agreed height, and go on under the new code",
  run: async (drill) => {
    const { tools } = drill;
    const next = buildNextRelease(tools);
    let isNew = false;
    const network = await drill.ownNetwork({
      validatorsPerCollege: 1,
      applicationOf: () => (isNew ? next.application : undefined),
    });
    const { clock, random } = tools;
    const { genesis, founderKeys } = network.founding;
    const [first = ''] = network.names;
    const load = await SteadyLoad.start(network, { inFlight: 4 });
    await load.acceptMore(8);
    await load.stop();
    const activationHeight = (await network.head(first)).height + BLOCKS_AHEAD;
    const { version, digest } = next;
    const ledger = { genesis, founderKeys, rpc: network.node(first).rpc, clock, random, ballotSeconds: BALLOT_SECONDS };
    await decideByVote(ledger, 'next-code', { kind: 'change_code', version, digest, activationHeight });
    await driveUntilStopped(network);
    for (const { name, application } of network.nodes) {
      const words = application?.lastWords() ?? '';
      const isSaid = words.includes(`Block ${activationHeight} is for the contract's code ${digest}`);
      requireShown(isSaid && application?.processId === undefined, `${name} did not stop before ${activationHeight}.`);
    }
    isNew = true;
    network.isUpgraded = true;
    await network.takeAway(network.names);
    const startedAt = clock();
    await network.bringBack(network.names);
    const later = await SteadyLoad.start(network, { inFlight: 4 });
    await later.acceptMore(8);
    const resumedMilliseconds = (await later.acceptedAfter(startedAt)) - startedAt;
    await later.stop();
    const figures = {
      activationHeight,
      resumedMilliseconds,
      digests: { before: genesis.contractCodeDigest, after: digest },
    };
    const sentence =
      `Every node stopped before block ${activationHeight} and executed nothing of it; under the new code a ledger ` +
      `transaction was accepted ${resumedMilliseconds} ms after the nodes were started.`;
    return { sentence, figures };
  },
};

/** Members go on submitting, so that blocks come; what is submitted last stands in none. */
async function driveUntilStopped(network: DrillNetwork): Promise<void> {
  const { clock, random } = network.tools;
  const maker = new TransactionMaker(network.founding, { clock, random }, `d${Buffer.from(random(6)).toString('hex')}`);
  const [first = ''] = network.names;
  const { rpc } = network.node(first);
  const look = async () => {
    const givenUp = network.reports.filter((sentence) => sentence.includes('is not started again'));
    if (givenUp.length >= network.names.length) return true;
    const { height } = await network.head(first);
    const one = await maker.anchor(height);
    const submitted = await new Submissions({ rpc, clock, patienceMilliseconds: SUBMIT_MILLISECONDS }).submit(
      one.bytes,
    );
    if (submitted.outcome === 'included' && submitted.code === 0) network.accepted.add(one.id);
    return undefined;
  };
  await waitUntil(look, { clock, patienceMilliseconds: 120_000, what: 'all nodes stop before the agreed height' });
}
