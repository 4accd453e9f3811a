import { ANCHOR_PERIOD_SECONDS } from '../foundation.js';
import type { Step } from './step.js';

const SECOND = 1000;
const HOUR = 3_600 * SECOND;
/** Two clocks may be apart by twice this, which is within what everybody allows for. */
const MOST_SKEW_MILLISECONDS = 25 * SECOND;

export const timePasses: Step = async (world) => {
  const { random } = world;
  const span = random.weighted({ seconds: 4, minutes: 5, 'a period': 2, hours: 0.8, days: 0.2 });
  const milliseconds = {
    seconds: random.between(1, 30) * SECOND,
    minutes: random.between(1, 10) * 60 * SECOND,
    'a period': ANCHOR_PERIOD_SECONDS * SECOND,
    hours: random.between(1, 9) * HOUR,
    days: random.between(1, 15) * 24 * HOUR,
  }[span];
  await world.advance(milliseconds);
  return span;
};

/** A clock is set: forward or back, as far as clocks may be off. */
export const clockJumps: Step = async ({ random, everyService }) => {
  const service = random.pick(everyService);
  service.skew = random.between(-MOST_SKEW_MILLISECONDS, MOST_SKEW_MILLISECONDS);
  return `${service.name} by ${service.skew} ms`;
};

/** A clock is wrong by more than anybody allows for, until it is set again; the cooperative's is kept (docs/decisions). */
export const clockRunsAhead: Step = async ({ random, services, trace }) => {
  const service = random.pick([services.issuer, services.verifier]);
  service.skew = random.between(3, 20) * 60 * SECOND;
  trace.fault('wrong clock', `${service.name} is ${service.skew / 60_000} minutes ahead`);
  return service.name;
};

/** The ledger cannot be reached, or can be again. */
export const ledgerComesAndGoes: Step = async ({ network, trace }) => {
  const isAway = network.isAway('cooperative');
  network.setAway('cooperative', !isAway);
  if (!isAway) trace.fault('ledger away', 'until it comes back');
  return isAway ? 'back' : 'away';
};

/** What was held back on the way arrives after all. */
export const lateMessagesArrive: Step = async ({ network }) => `${await network.deliverLate()} delivered`;
