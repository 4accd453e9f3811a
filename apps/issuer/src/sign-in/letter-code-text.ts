import type { RandomBytes } from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';

/** Thirty signs of which none is read for another: no 0 and O, no 1, I and L, and no U beside V. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 10;
/** How many signs tell that somebody holds the letter; see docs/decisions/letter-codes.md. */
const BEGINNING_LENGTH = 4;
const GROUP_LENGTH = 4;
/** Far more than a code or a customer number has, spaces and hyphens counted. */
export const LONGEST_TYPED = 100;

/** Ten signs, each equally likely: 30^10 codes, 49 bits. @returns in its normal form, without hyphens */
export function createLetterCode(random: RandomBytes): string {
  let code = '';
  while (code.length < LENGTH) {
    const [drawn = 0] = random(1);
    // Above the last whole multiple some signs would be likelier than others.
    if (drawn < 256 - (256 % ALPHABET.length)) code += ALPHABET[drawn % ALPHABET.length];
  }
  return code;
}

/** As it stands in the letter: `ABCD-EFGH-JK`. */
export function formatLetterCode(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'g'))?.join('-') ?? '';
}

/** What somebody typed in its normal form: case, spaces, hyphens and whatever stands for them don't matter. */
export function normaliseLetterCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}._]+/gu, '')
    .toUpperCase();
}

export interface LetterCodeDigests {
  code: string;
  beginning: string;
}

/**
 * Keyed digests of a code and of its beginning, bound to whom it is for: a code that was found tells nothing of another's.
 * @param customerLookup keyed digest of the customer number
 */
export async function letterCodeDigests(
  tenantId: string,
  customerLookup: string,
  code: string,
  keys: KeyedDigests,
): Promise<LetterCodeDigests> {
  const beginning = code.slice(0, BEGINNING_LENGTH);
  return {
    code: await keys.lookup(tenantId, 'letter-code', `${customerLookup} ${code}`),
    beginning: await keys.lookup(tenantId, 'letter-code-beginning', `${customerLookup} ${beginning}`),
  };
}

/** The digest by which a customer's record is found; spaces around a number don't matter. */
export function customerLookupOf(tenantId: string, customerNumber: string, keys: KeyedDigests): Promise<string> {
  return keys.lookup(tenantId, 'customer-number', customerNumber.trim());
}
