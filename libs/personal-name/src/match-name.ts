import { compareFamilyNames, type PartFinding } from './compare-family-names.js';
import { compareGivenNames } from './compare-given-names.js';
import type { NameWord } from './fold-name.js';
import { MAX_NAME_LENGTH, type NameMatch, type PersonalName } from './personal-name.js';
import { readFamilyName, readFamilyNames, type FamilyNames } from './read-family-name.js';
import { readGivenNames, type GivenNames } from './read-given-names.js';
import { sameSpelling } from './same-spelling.js';

/** A name as it is compared. */
interface ReadName {
  given: GivenNames | undefined;
  family: FamilyNames;
}

/**
 * Says whether two names can be one person's, by the rules `name1` (docs/policies.md tells them). It compares spellings, not
 * persons: `match` says that nothing speaks against it, `partial` that a part is missing, shortened or in another place.
 * In doubt two names stay different.
 *
 * The order of the arguments changes neither outcome nor reason but of what is `not_available`. Pure, and in time bounded by
 * `MAX_NAME_LENGTH`; never throws.
 * @param expected as the verifier holds it
 * @param presented as a credential says it
 */
export function matchName(expected: PersonalName, presented: PersonalName): NameMatch {
  if (isTooLong(expected) || isTooLong(presented)) return { outcome: 'not_available', reason: 'name_too_long' };
  const [one, other] = [readName(expected), readName(presented)];
  if (wordsOf(one).length === 0) return { outcome: 'not_available', reason: 'nothing_expected' };
  if (wordsOf(other).length === 0) return { outcome: 'not_available', reason: 'nothing_presented' };
  if (isInOtherScript(one, other)) return { outcome: 'not_available', reason: 'scripts_differ' };
  const parts = {
    family: compareFamilyNames(one.family, other.family),
    given: compareGivenNames(one.given, other.given),
  };
  if (isInOneField(one, other) || isInOneField(other, one)) return { outcome: 'partial', reason: 'names_in_one_field' };
  const straight = judge(parts.family, parts.given);
  if (straight !== undefined && straight.outcome !== 'no_match') return straight;
  if (isSwapped(one, other) || isSwapped(other, one)) return { outcome: 'partial', reason: 'names_swapped' };
  return straight ?? { outcome: 'not_available', reason: 'nothing_in_common' };
}

/** The worse of the two decides, and tells why. */
function judge(family: PartFinding | undefined, given: PartFinding | undefined): NameMatch | undefined {
  if (family?.outcome === 'no_match') {
    return { outcome: 'no_match', reason: given?.outcome === 'no_match' ? 'names_differ' : 'family_name_differs' };
  }
  if (given?.outcome === 'no_match') return { outcome: 'no_match', reason: 'given_name_differs' };
  if (family === undefined) return given && { outcome: 'partial', reason: 'given_name_only' };
  if (given === undefined) return { outcome: 'partial', reason: 'family_name_only' };
  if (family.outcome === 'partial') return family;
  if (given.outcome === 'partial') return given;
  return family.reason === 'same' ? given : family;
}

function readName({ givenName, familyName, birthName }: PersonalName): ReadName {
  return { given: readGivenNames(givenName), family: readFamilyNames({ familyName, birthName }) };
}

function isTooLong(name: PersonalName): boolean {
  return [name.givenName, name.familyName, name.birthName].some((text) => (text?.length ?? 0) > MAX_NAME_LENGTH);
}

/** The family name stands where the given name belongs, and the other way round. */
function isSwapped(one: ReadName, other: ReadName): boolean {
  const swapped = swap(other);
  if (swapped === undefined) return false;
  const family = compareFamilyNames(one.family, swapped.family);
  const given = compareGivenNames(one.given, swapped.given);
  return family?.outcome === 'match' && given?.outcome === 'match';
}

function swap({ given, family }: ReadName): ReadName | undefined {
  const { used } = family;
  if (given === undefined || used === undefined) return undefined;
  return {
    given: { words: used.words, holders: [used.words], length: 0 },
    family: { used: readFamilyName(given.words, '') },
  };
}

/** `whole` has both names, `single` the same words in one field, whichever it is and in whichever order. */
function isInOneField(single: ReadName, whole: ReadName): boolean {
  const words = wordsOfOnlyField(single);
  const { given } = whole;
  if (words === undefined || given === undefined) return false;
  return [whole.family.used, whole.family.birth].some((name) => {
    if (name === undefined) return false;
    const ways = [
      [...given.words, ...name.words],
      [...name.words, ...given.words],
    ];
    return ways.some((way) => sameSpelling(way, words) !== undefined);
  });
}

function wordsOfOnlyField({ given, family: { used, birth } }: ReadName): readonly NameWord[] | undefined {
  const fields = [given, used, birth].filter((field) => field !== undefined);
  return fields.length === 1 ? fields[0]?.words : undefined;
}

function wordsOf({ given, family }: ReadName): NameWord[] {
  return [...(given?.words ?? []), ...(family.used?.words ?? []), ...(family.birth?.words ?? [])];
}

const LATIN = /\p{Script=Latin}/u;
const OTHER = /(?!\p{Script=Latin})\p{L}/u;

/** One without a Latin letter, the other without any other. */
function isInOtherScript(one: ReadName, other: ReadName): boolean {
  const [left, right] = [one, other].map((name) =>
    wordsOf(name)
      .map(({ base }) => base)
      .join(''),
  ) as [string, string];
  const isOnly = (text: string, has: RegExp, lacks: RegExp) => has.test(text) && !lacks.test(text);
  return (
    (isOnly(left, LATIN, OTHER) && isOnly(right, OTHER, LATIN)) ||
    (isOnly(left, OTHER, LATIN) && isOnly(right, LATIN, OTHER))
  );
}
