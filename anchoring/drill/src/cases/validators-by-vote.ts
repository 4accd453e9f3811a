import { validatorAddress, type Validator } from '#ledger';
import { decideByVote } from '#anchoring/consensus';
import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';

interface ValidatorsByVoteFigures {
  /** From the closed vote until the engines had the new set. */
  votedInMilliseconds: number;
  votedOutMilliseconds: number;
  /** Its power among 7,560 while it voted; its college has one third before and after. */
  power: number;
}

const COLLEGE_POWER = 2520;

/** The colleges vote a validator in and out again, while members go on submitting. */
export const validatorsByVote: DrillCase<ValidatorsByVoteFigures> = {
  name: 'validators-by-vote',
  shows: 'a validator is voted in and out again, each college keeps one third, and the ledger never stops',
  run: async (drill) => {
    const network = await drill.ownNetwork({ validatorsPerCollege: 1 });
    const standing = network.founding.genesis.consensus?.validators ?? [];
    const [first = ''] = network.names;
    const joined = await network.join({ operator: network.planOf(first).validator });
    const load = await SteadyLoad.start(network, { inFlight: 6, by: [first] });
    const wanted = [...standing, joined.validator];
    const votedInMilliseconds = await decide(network, 'one-validator-more', wanted);
    const { validator } = await network.node(joined.name).rpc.status();
    await load.acceptMore(12);
    await requireSigned(network, joined.validator);
    const votedOutMilliseconds = await decide(network, 'one-validator-less', standing);
    await load.acceptMore(12);
    await load.stop();
    requireShown(validator.power === COLLEGE_POWER / 2, `Voted in, it has a power of ${validator.power}.`);
    const figures = { votedInMilliseconds, votedOutMilliseconds, power: validator.power };
    const sentence =
      `${joined.name} voted ${votedInMilliseconds} ms after the colleges had decided on it, with half of its college's third, ` +
      `and no more ${votedOutMilliseconds} ms after they had decided against it.`;
    return { sentence, figures };
  },
};

/** @returns milliseconds from the closing of the vote until the engines have this set */
async function decide(network: DrillNetwork, id: string, validators: Validator[]): Promise<number> {
  const { clock, random } = network.tools;
  const { genesis, founderKeys } = network.founding;
  const [first = ''] = network.names;
  const { rpc } = network.node(first);
  await decideByVote({ genesis, founderKeys, rpc, clock, random }, id, { kind: 'set_validators', validators });
  const closedAt = clock();
  const keys = new Set(validators.map(({ publicKey }) => publicKey));
  const look = async () => {
    const acting = (await rpc.validators()).validators;
    return acting.length === keys.size && acting.every(({ publicKey }) => keys.has(publicKey)) ? acting : undefined;
  };
  const acting = await waitUntil(look, { clock, patienceMilliseconds: 60_000, what: `validators as ${id} says` });
  const total = acting.reduce((sum, { power }) => sum + power, 0);
  requireShown(total === 3 * COLLEGE_POWER, `All validators together have a power of ${total}.`);
  return clock() - closedAt;
}

/** One of the newest blocks has its signature. */
async function requireSigned(network: DrillNetwork, validator: Validator): Promise<void> {
  const [first = ''] = network.names;
  const { rpc } = network.node(first);
  const look = async () => {
    const { height } = await rpc.status();
    const [{ commit }, { validators }] = await Promise.all([rpc.commit(height - 1), rpc.validators(height - 1)]);
    const place = validators.findIndex(({ publicKey }) => publicKey === validator.publicKey);
    return place >= 0 && commit.signatures[place] !== null ? true : undefined;
  };
  const what = `a block with the signature of ${validatorAddress(validator)}`;
  await waitUntil(look, { clock: network.tools.clock, patienceMilliseconds: 30_000, what });
}
