import { ARTICLES, TRUNCATED_LENGTHS } from './name-tables.js';
import type { MatchReason, PartialReason } from './personal-name.js';
import { readFamilyName, type FamilyName, type FamilyNames } from './read-family-name.js';
import { areAmong, lettersOf, sameSpelling } from './same-spelling.js';

/** What one part of a name says of two sides; the reason why it is no match is the part itself. */
export type PartFinding =
  { outcome: 'match'; reason: MatchReason } | { outcome: 'partial'; reason: PartialReason } | { outcome: 'no_match' };

/**
 * Compares what two sides know of a person's family names: used with used first, then by the name at birth.
 * @returns `undefined` where a side knows none
 */
export function compareFamilyNames(left: FamilyNames, right: FamilyNames): PartFinding | undefined {
  const pairs = namesOf(left).flatMap((one) => namesOf(right).map((other) => ({ one, other })));
  if (pairs.length === 0) return undefined;
  const findings = pairs.map(({ one, other }) => {
    const finding = compareFamilyName(one.name, other.name);
    // Both names at birth are as good as both names in use.
    const isCrossed = one.isBirth !== other.isBirth && finding.outcome === 'match';
    return isCrossed ? ({ outcome: 'match', reason: 'birth_name' } as const) : finding;
  });
  const matched = findings.find(({ outcome }) => outcome === 'match');
  if (matched !== undefined) return matched;
  if (isBothTogether(left, right) || isBothTogether(right, left)) {
    return { outcome: 'match', reason: 'used_and_birth_name' };
  }
  return findings.find(({ outcome }) => outcome === 'partial') ?? { outcome: 'no_match' };
}

function namesOf({ used, birth }: FamilyNames): { name: FamilyName; isBirth: boolean }[] {
  return [
    ...(used === undefined ? [] : [{ name: used, isBirth: false }]),
    ...(birth === undefined ? [] : [{ name: birth, isBirth: true }]),
  ];
}

/** "Martin-Durand" for who uses Martin and was born Durand, in either order. */
function isBothTogether({ used, birth }: FamilyNames, { used: double }: FamilyNames): boolean {
  if (used === undefined || birth === undefined || double === undefined) return false;
  return [
    [...used.words, ...birth.words],
    [...birth.words, ...used.words],
  ].some((words) => {
    const together = readFamilyName(words, '');
    return together !== undefined && sameSpelling(together.words, double.words) !== undefined;
  });
}

function compareFamilyName(left: FamilyName, right: FamilyName): PartFinding {
  const spelling = sameSpelling(left.words, right.words);
  if (spelling !== undefined) return { outcome: 'match', reason: spelling };
  if (isCutOff(left, right) || isCutOff(right, left)) return { outcome: 'partial', reason: 'truncated' };
  const isFewerParticles = areAmong(left.particles, right.particles) || areAmong(right.particles, left.particles);
  if (!isFewerParticles) return { outcome: 'no_match' };
  if (sameSpelling(left.core, right.core) !== undefined) return { outcome: 'partial', reason: 'particle_missing' };
  const [short, long] = left.core.length <= right.core.length ? [left.core, right.core] : [right.core, left.core];
  if (!areAmong(short, long) || short.every(({ base }) => ARTICLES.has(base))) return { outcome: 'no_match' };
  return {
    outcome: 'partial',
    reason: short.length === long.length ? 'family_names_reordered' : 'one_of_two_family_names',
  };
}

function isCutOff(short: FamilyName, long: FamilyName): boolean {
  if (!TRUNCATED_LENGTHS.has(short.length)) return false;
  return lettersOf(long.words).base.startsWith(lettersOf(short.words).base);
}
