import {
  acceptOffer,
  answerRequest,
  fetchLedgerProof,
  readOffer,
  receiveRequest,
  withdrawConsent,
  type HistoryEntry,
} from '#holder';
import type { SeededRandom } from '../seeded-random.js';
import type { SimulatedCitizen } from '../simulated-citizen.js';
import type { World } from '../world.js';
import type { Step } from './step.js';

/** The newest offer, mostly; now and then an old one again, or with a wrong code. */
export const acceptNewestOffer: Step = async (world) => {
  const { random, offers } = world;
  const offer = pickNewest(random, offers);
  const { tools, name } = offer.citizen;
  const preview = await readOffer(tools.fetch, offer.link);
  const isTypo = random.chance(0.1);
  const wrong = offer.transactionCode === '000000' ? '000001' : '000000';
  const credentials = await acceptOffer(tools, preview, isTypo ? wrong : offer.transactionCode);
  return `${name} holds ${credentials.length} more`;
};

/** Mostly a yes to the newest question. */
export const answerQuestion: Step = async (world) => {
  const { random, questions } = world;
  const question = pickNewest(random, questions);
  const citizen = pickCitizen(world);
  const agrees = random.chance(0.85);
  const request = await receiveRequest(citizen.tools, question.walletLink);
  const answer = await answerRequest(citizen.tools, request, () => agrees);
  const why = answer.outcome === 'refused' ? ` (${answer.code})` : '';
  return `${citizen.name} to the ${question.asker}: ${answer.outcome}${why}`;
};

/** The same bytes once more: what a browser does that was reloaded, or somebody who listened. */
export const repeatAnswer: Step = async (world) => {
  const citizen = world.random.pick(world.citizens.filter(({ answersSent }) => answersSent.length > 0));
  const { url, request } = world.random.pick(citizen.answersSent);
  const { status } = await citizen.tools.fetch(url, request);
  return `${citizen.name}: ${status}`;
};

export const withdraw: Step = async (world) => {
  const { citizen, entry } = pickReceipt(world);
  const { outcome } = await withdrawConsent(citizen.tools, entry);
  return `${citizen.name}: ${outcome}`;
};

export const fetchProof: Step = async (world) => {
  const { citizen, entry } = pickReceipt(world);
  const proof = await fetchLedgerProof(citizen.tools, entry);
  return `${citizen.name}: ${proof === undefined ? 'not yet' : 'verified'}`;
};

/** The newest, mostly. */
function pickNewest<Item>(random: SeededRandom, items: readonly Item[]): Item {
  return random.pick(random.chance(0.8) ? items.slice(-1) : items);
}

/** The first one is who has credentials from the beginning. */
function pickCitizen({ random, citizens }: World): SimulatedCitizen {
  const [first] = citizens;
  return first !== undefined && random.chance(0.7) ? first : random.pick(citizens);
}

function pickReceipt({ random, citizens }: World): { citizen: SimulatedCitizen; entry: HistoryEntry } {
  const citizen = random.pick(citizens.filter(({ receipts }) => receipts.length > 0));
  return { citizen, entry: random.pick(citizen.receipts) };
}
