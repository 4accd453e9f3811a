import type { LetterCode } from './letter-codes.js';
import type { FailureCount } from './sign-in-failures.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Wrong codes after which one has to wait, twice as long each time. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MINUTES = 60;
/** Wrong codes after which a letter is worth nothing, here or, if they began rightly, anywhere. */
const MOST_FAILURES = 20;
/** Of an origin within an hour, for whichever customer numbers. */
const MOST_FAILURES_OF_ORIGIN = 100;
const ORIGIN_WINDOW = 60 * MINUTE;

/** What is known when somebody has typed a customer number and a code. */
export interface Attempt {
  /** `begins_right`: whoever knows the first signs has seen the letter. */
  typed: 'right' | 'begins_right' | 'wrong';
  /** The very code that was refused a moment ago: a second click, a reload. */
  isRepeated: boolean;
  letter: Pick<LetterCode, 'failures' | 'expiresAt'> | undefined;
  /** Failures for this customer number from this origin; of this origin. */
  here: FailureCount | undefined;
  origin: FailureCount | undefined;
  now: number;
  /** For how long failures are kept that have ended a letter. */
  letterTtlMilliseconds: number;
}

export type RefusedAttempt =
  | { outcome: 'wrong' | 'expired' | 'dead' }
  /** Nothing is taken before `until`, milliseconds since the epoch. */
  | { outcome: 'later'; until: number };

/** The outcome, and where it is counted what has to be written. */
export type AttemptDecision = ({ outcome: 'right' } | RefusedAttempt) & {
  counted?: { here: FailureCount; origin: FailureCount; letterFailures?: number };
};

/**
 * Decides on one attempt, by what was counted before it (docs/decisions/letter-codes.md). An unknown customer number has no
 * letter and gets the same answers as a wrong code. What strangers try elsewhere is counted elsewhere; only those who know how the
 * code begins can end it for everybody.
 */
export function decideAttempt(attempt: Attempt): AttemptDecision {
  const { typed, letter, now } = attempt;
  const [here, origin] = [current(attempt.here, now), current(attempt.origin, now)];
  if (here.failures >= MOST_FAILURES) return { outcome: 'dead' };
  if (here.waitUntil > now) return { outcome: 'later', until: here.waitUntil };
  if (letter !== undefined && typed !== 'wrong') {
    if (isLetterDead(letter)) return { outcome: 'dead' };
    if (typed === 'right') return { outcome: letter.expiresAt > now ? 'right' : 'expired' };
  } else if (origin.waitUntil > now) {
    // Behind one address may be many: whoever has the letter isn't kept waiting for what others try.
    return { outcome: 'later', until: origin.waitUntil };
  }
  if (attempt.isRepeated) return { outcome: 'wrong' };
  const counted = {
    here: countHere(here.failures + 1, attempt),
    origin: countOfOrigin(origin, now),
    ...(letter !== undefined && typed === 'begins_right' ? { letterFailures: letter.failures + 1 } : {}),
  };
  const dead = counted.here.failures >= MOST_FAILURES || (counted.letterFailures ?? 0) >= MOST_FAILURES;
  if (dead) return { outcome: 'dead', counted };
  const until = counted.here.waitUntil;
  return until > now ? { outcome: 'later', until, counted } : { outcome: 'wrong', counted };
}

/** Whether a letter is worth nothing, from wherever it is used. */
export function isLetterDead({ failures }: Pick<LetterCode, 'failures'>): boolean {
  return failures >= MOST_FAILURES;
}

function current(count: FailureCount | undefined, now: number): FailureCount {
  return count !== undefined && count.forgetAt > now ? count : { failures: 0, waitUntil: 0, forgetAt: 0 };
}

function countHere(failures: number, { now, letterTtlMilliseconds }: Attempt): FailureCount {
  const minutes = failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MINUTES, 2 ** (failures - FREE_FAILURES));
  return {
    failures,
    waitUntil: minutes === 0 ? 0 : now + minutes * MINUTE,
    forgetAt: now + (failures < MOST_FAILURES ? DAY : letterTtlMilliseconds),
  };
}

function countOfOrigin(before: FailureCount, now: number): FailureCount {
  const failures = before.failures + 1;
  const forgetAt = before.failures === 0 ? now + ORIGIN_WINDOW : before.forgetAt;
  return { failures, waitUntil: failures < MOST_FAILURES_OF_ORIGIN ? 0 : forgetAt, forgetAt };
}
