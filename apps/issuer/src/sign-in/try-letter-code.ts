import type { Clock } from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';
import { sameText } from '../offers/offer-codes.js';
import type { SubjectRecordStore } from '../subject-records/subject-record-store.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { decideAttempt, type Attempt, type RefusedAttempt } from './decide-attempt.js';
import {
  customerLookupOf,
  letterCodeDigests,
  normaliseLetterCode,
  type LetterCodeDigests,
} from './letter-code-text.js';
import type { LetterCode, LetterCodes } from './letter-codes.js';
import { originOfAddress } from './origin-of-address.js';
import type { FailurePlace, SignInFailures } from './sign-in-failures.js';

export interface LetterAttemptParts {
  unitOfWork: UnitOfWork;
  subjects: Pick<SubjectRecordStore, 'findByCustomer'>;
  letterCodes: LetterCodes;
  failures: SignInFailures;
  letterCodeTtlDays: number;
  clock: Clock;
}

export type LetterAttemptOutcome = { outcome: 'signed_in'; subjectRecordId: string } | RefusedAttempt;

const NOBODY = '';
const DAY = 86_400_000;

/** What somebody typed, and from where, as nothing but keyed digests. */
export interface LetterAttempt {
  tenantId: string;
  customerLookup: string;
  originDigest: string;
  digests: LetterCodeDigests;
}

/**
 * @param given as typed, each of limited length
 * @param address of the connection
 */
export async function readLetterAttempt(
  tenantId: string,
  given: { customerNumber: string; letterCode: string },
  address: string,
  keys: KeyedDigests,
): Promise<LetterAttempt> {
  const customerLookup = await customerLookupOf(tenantId, given.customerNumber, keys);
  const digests = await letterCodeDigests(tenantId, customerLookup, normaliseLetterCode(given.letterCode), keys);
  const originDigest = await keys.lookup(tenantId, 'sign-in-origin', originOfAddress(address));
  return { tenantId, customerLookup, originDigest, digests };
}

/**
 * One attempt to sign in by customer number and letter code. Each is counted before it is answered, in one unit, so that neither
 * attempts at once nor another instance nor a restart gives a further one. For a number that nobody has, the same digests are made and
 * the same rows are read and written.
 *
 * If we die here: before the commit it was no attempt, after it the attempt is counted and the citizen types once more.
 * @param refusedBefore digest of the code that the same browser typed last: the same once more is no further attempt
 */
export async function tryLetterCode(
  attempt: LetterAttempt,
  refusedBefore: string | null,
  parts: LetterAttemptParts,
): Promise<LetterAttemptOutcome> {
  const { tenantId, customerLookup, originDigest, digests } = attempt;
  const { letterCodes, failures, clock } = parts;
  const here: FailurePlace = { tenantId, customerLookup, originDigest };
  const origin: FailurePlace = { ...here, customerLookup: '' };
  // Outcomes are answers and not errors in here: what is counted must stay counted.
  return parts.unitOfWork.tx(async () => {
    const subjectRecordId = (await parts.subjects.findByCustomer(tenantId, customerLookup))?.id ?? NOBODY;
    const letter = await letterCodes.find(tenantId, subjectRecordId);
    const { counted, ...decided } = decideAttempt({
      ...{ letter, typed: compare(digests, letter), isRepeated: digests.code === refusedBefore, now: clock() },
      ...{ here: await failures.find(here), origin: await failures.find(origin) },
      letterTtlMilliseconds: parts.letterCodeTtlDays * DAY,
    });
    if (counted !== undefined) {
      await failures.put(here, counted.here);
      await failures.put(origin, counted.origin);
      if (counted.letterFailures !== undefined) {
        await letterCodes.setFailures(tenantId, subjectRecordId, counted.letterFailures);
      }
    }
    if (decided.outcome !== 'right') return decided;
    await failures.clear(here);
    await letterCodes.setFailures(tenantId, subjectRecordId, 0);
    return { outcome: 'signed_in', subjectRecordId };
  });
}

function compare(digests: LetterCodeDigests, letter: LetterCode | undefined): Attempt['typed'] {
  // Compared in any case, so that it takes the same time.
  const isRight = sameText(digests.code, letter?.codeDigest ?? digests.beginning);
  const beginsRight = sameText(digests.beginning, letter?.beginningDigest ?? digests.code);
  if (isRight) return 'right';
  return beginsRight ? 'begins_right' : 'wrong';
}
