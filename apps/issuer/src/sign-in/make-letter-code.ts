import { refusal, type Clock, type RandomBytes } from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { createLetterCode, customerLookupOf, formatLetterCode, letterCodeDigests } from './letter-code-text.js';
import type { LetterCodes } from './letter-codes.js';
import type { SignInFailures } from './sign-in-failures.js';

const DAY = 86_400_000;

export interface LetterCodeParts {
  unitOfWork: UnitOfWork;
  letterCodes: LetterCodes;
  failures: SignInFailures;
  /** @throws `unknown_subject_record` */
  readSubject(tenantId: string, subjectRecordId: string): Promise<Pick<StoredSubjectRecord, 'customerNumber'>>;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  keys: KeyedDigests;
  letterCodeTtlDays: number;
  clock: Clock;
  random: RandomBytes;
}

/** What the operator gets for the letter; the code can't be read again. */
export interface MadeLetterCode {
  letterCode: string;
  /** RFC 3339. */
  expiresAt: string;
}

/**
 * Makes a customer's letter code, which takes the place of the one before, and forgets what was tried with that one.
 * @throws `unknown_subject_record`
 */
export async function makeLetterCode(
  tenantId: string,
  subjectRecordId: string,
  parts: LetterCodeParts,
): Promise<MadeLetterCode> {
  const { customerNumber } = await parts.readSubject(tenantId, subjectRecordId);
  const customerLookup = await customerLookupOf(tenantId, customerNumber, parts.keys);
  const code = createLetterCode(parts.random);
  const digests = await letterCodeDigests(tenantId, customerLookup, code, parts.keys);
  const createdAt = parts.clock();
  const expiresAt = createdAt + parts.letterCodeTtlDays * DAY;
  await parts.unitOfWork.tx(async () => {
    // Erased since it was read: a code for nobody would outlive him.
    if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) {
      throw refusal('unknown_subject_record', 'There is no such subject record.');
    }
    await parts.letterCodes.put({
      ...{ tenantId, subjectRecordId, failures: 0, createdAt, expiresAt },
      codeDigest: digests.code,
      beginningDigest: digests.beginning,
    });
    await parts.failures.clear({ tenantId, customerLookup });
  });
  return { letterCode: formatLetterCode(code), expiresAt: new Date(expiresAt).toISOString() };
}
