import { ask, endQuestion, poll } from './asking-steps.js';
import { twoAtOnce } from './at-once.js';
import { acceptNewestOffer, answerQuestion, fetchProof, repeatAnswer, withdraw } from './citizen-steps.js';
import type { ServiceName } from '../simulated-service.js';
import type { World } from '../world.js';
import type { Step } from './step.js';
import { clockJumps, clockRunsAhead, lateMessagesArrive, ledgerComesAndGoes, timePasses } from './time-steps.js';
import { eraseCustomer, importFile, offerCredential, revokeCredentials } from './utility-steps.js';

export type { Step } from './step.js';

/** To whom something may happen. */
export type Party = ServiceName | 'wallet';

interface Happening {
  step: Step;
  weight: number;
  /** Who takes part. */
  near: readonly Party[];
  when?: (world: World) => boolean;
}

const wasAsked = ({ questions }: World) => questions.length > 0;
const hasReceipt = ({ citizens }: World) => citizens.some(({ receipts }) => receipts.length > 0);

/** Everything that happens in the world, by its name in the trace, how often, and when there is occasion for it. */
export const STEPS = {
  import: { step: importFile, near: ['issuer'], weight: 1 },
  offer: { step: offerCredential, near: ['issuer'], weight: 1.5 },
  accept: { step: acceptNewestOffer, near: ['issuer', 'wallet'], weight: 4, when: ({ offers }) => offers.length > 0 },
  ask: { step: ask, near: ['verifier'], weight: 5 },
  answer: { step: answerQuestion, near: ['verifier', 'wallet'], weight: 10, when: wasAsked },
  'repeat answer': {
    step: repeatAnswer,
    near: ['verifier'],
    weight: 1.5,
    when: ({ citizens }) => citizens.some(({ answersSent }) => answersSent.length > 0),
  },
  poll: { step: poll, near: ['verifier'], weight: 1, when: wasAsked },
  'end question': { step: endQuestion, near: ['verifier'], weight: 0.7, when: wasAsked },
  withdraw: { step: withdraw, near: ['verifier', 'wallet'], weight: 3, when: hasReceipt },
  'fetch proof': { step: fetchProof, near: ['verifier', 'wallet'], weight: 0.8, when: hasReceipt },
  revoke: { step: revokeCredentials, near: ['issuer', 'cooperative'], weight: 1.2 },
  erase: { step: eraseCustomer, near: ['issuer'], weight: 0.6 },
  'time passes': { step: timePasses, near: ['verifier', 'cooperative', 'issuer'], weight: 4 },
  'clock jumps': { step: clockJumps, near: [], weight: 1 },
  'clock runs ahead': { step: clockRunsAhead, near: [], weight: 0.5 },
  'two at once': { step: twoAtOnce, near: ['issuer', 'verifier'], weight: 1.5 },
  'ledger comes and goes': { step: ledgerComesAndGoes, near: [], weight: 0.8 },
  'late messages arrive': {
    step: lateMessagesArrive,
    near: ['verifier', 'issuer'],
    weight: 3,
    when: ({ network }) => network.heldBack > 0,
  },
} as const satisfies Record<string, Happening>;

export type StepName = keyof typeof STEPS;

/** Draws what happens next. */
export function drawStep(world: World): StepName {
  const happenings = Object.entries(STEPS) as [StepName, Happening][];
  const possible = happenings.filter(([, { when }]) => when === undefined || when(world));
  return world.random.weighted(
    Object.fromEntries(possible.map(([name, { weight }]) => [name, weight])) as Record<StepName, number>,
  );
}
