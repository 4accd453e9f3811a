import type { PartFinding } from './compare-family-names.js';
import type { NameWord } from './fold-name.js';
import { TRUNCATED_LENGTHS } from './name-tables.js';
import type { GivenNames } from './read-given-names.js';
import { areAmong, lettersOf, sameSpelling } from './same-spelling.js';

/** @returns `undefined` where a side knows none */
export function compareGivenNames(
  left: GivenNames | undefined,
  right: GivenNames | undefined,
): PartFinding | undefined {
  if (left === undefined || right === undefined) return undefined;
  const spelling = sameSpelling(left.words, right.words);
  if (spelling !== undefined) return { outcome: 'match', reason: spelling };
  if (isCutOff(left, right) || isCutOff(right, left)) return { outcome: 'partial', reason: 'truncated' };
  if (left.holders.length === 1 && right.holders.length === 1) return compareOnePerson(left.words, right.words);
  const isOneOfThem = left.holders.some((one) =>
    right.holders.some((other) => compareOnePerson(one, other).outcome === 'match'),
  );
  return isOneOfThem ? { outcome: 'partial', reason: 'one_of_two_holders' } : { outcome: 'no_match' };
}

function compareOnePerson(left: readonly NameWord[], right: readonly NameWord[]): PartFinding {
  const spelling = sameSpelling(left, right);
  if (spelling !== undefined) return { outcome: 'match', reason: spelling };
  return beginning(left, right) ?? beginning(right, left) ?? initials(left, right) ?? otherNames(left, right);
}

/** Whether `part` is how `whole` begins: its first name, or several. "Jean" is not the first name of "Jean-Pierre". */
function beginning(part: readonly NameWord[], whole: readonly NameWord[]): PartFinding | undefined {
  for (let length = 1; length < whole.length; length++) {
    if (sameSpelling(part, whole.slice(0, length)) === undefined) continue;
    return whole[length]?.isJoined === true
      ? { outcome: 'partial', reason: 'part_of_compound_name' }
      : { outcome: 'match', reason: 'first_given_name' };
  }
  return undefined;
}

/** "J.", "J-P", "JP", "Jean P." */
function initials(left: readonly NameWord[], right: readonly NameWord[]): PartFinding | undefined {
  const [one, other] = [lettersApart(left, right), lettersApart(right, left)];
  let shortened = 0;
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const [word, against] = [one[index] ?? '', other[index] ?? ''];
    if (word === against) continue;
    const isInitial =
      (word.length === 1 && against.startsWith(word)) || (against.length === 1 && word.startsWith(against));
    if (!isInitial) return undefined;
    shortened++;
  }
  return shortened > 0 ? { outcome: 'partial', reason: 'initials' } : undefined;
}

const GLUED_INITIALS = /^[B-DF-HJ-NP-TV-XZ]{2,3}$/;

/** "JP" as J, P, where the other side has several names; it has no vowel, so it is no name. */
function lettersApart(words: readonly NameWord[], against: readonly NameWord[]): string[] {
  const [only] = words;
  const isGlued = words.length === 1 && against.length > 1 && only !== undefined && GLUED_INITIALS.test(only.base);
  return isGlued ? [...only.base] : words.map(({ base }) => base);
}

function otherNames(left: readonly NameWord[], right: readonly NameWord[]): PartFinding {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (!areAmong(short, long)) return { outcome: 'no_match' };
  if (short.length === long.length) return { outcome: 'partial', reason: 'given_names_reordered' };
  // "Pierre" of "Jean-Pierre" is half a name, of "Jean Pierre" another one.
  const place = long.findIndex(({ base }) => base === short[0]?.base);
  const isHalf = short.length === 1 && (long[place]?.isJoined === true || long[place + 1]?.isJoined === true);
  return { outcome: 'partial', reason: isHalf ? 'part_of_compound_name' : 'another_given_name' };
}

function isCutOff(short: GivenNames, long: GivenNames): boolean {
  if (!TRUNCATED_LENGTHS.has(short.length)) return false;
  return lettersOf(long.words).base.startsWith(lettersOf(short.words).base);
}
