import { withoutCedex } from '#postal-address';
import type { JsonValue } from '#primitives';
import { monthsBetween, yearsBetween } from './calendar-time.js';
import type { CustomerFacts } from './customer-facts.js';

export interface ClaimContext {
  /** YYYY-MM-DD, in France. */
  today: string;
  /** Names of the claims that a type defines inside this one: `3`, `6` … */
  members: readonly string[];
}

/** @returns `undefined` where nothing is known of it */
export type ClaimSource = (facts: CustomerFacts, context: ClaimContext) => JsonValue | undefined;

/**
 * Which facts feed which claim, by the claim's first name, once for all types: a type's file chooses among them, and a claim
 * that stands here is issued by any type that names it.
 */
export const CLAIM_SOURCES: ReadonlyMap<string, ClaimSource> = new Map<string, ClaimSource>([
  ['given_name', ({ givenName }) => givenName],
  ['family_name', ({ familyName }) => familyName],
  ['address', addressOf],
  ['locality', ({ locality }) => withoutCedex(locality)],
  ['postal_code', ({ postalCode }) => postalCode],
  ['country', ({ country }) => country],
  ['address_canonical', ({ addressCanonical }) => addressCanonical],
  ['supply_type', ({ supplyType }) => supplyType],
  ['role', ({ role }) => role],
  ['resident_since', ({ supplyStartDate }) => supplyStartDate],
  [
    'resident_for_months_equal_or_over',
    ({ supplyStartDate }, { today, members }) => reached(members, monthsBetween(supplyStartDate, today)),
  ],
  ['evidence_date', ({ evidenceDate }) => evidenceDate],
  ['age_equal_or_over', agesOf],
]);

/** Claims that rest on evidence of the date of birth, and on nothing else (design §4). */
export const CLAIMS_OF_BIRTH: ReadonlySet<string> = new Set(['age_equal_or_over']);

/** Ages that were shown stand as they were on that day: nobody is attested more than his evidence said. */
function agesOf({ birth }: CustomerFacts, { today, members }: ClaimContext): JsonValue | undefined {
  if (birth === undefined) return undefined;
  if ('date' in birth) return reached(members, yearsBetween(birth.date, today));
  const shown = members.map((age): [string, boolean | undefined] => [age, birth.reached[age]]);
  return Object.fromEntries(shown.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
}

function addressOf(facts: CustomerFacts): JsonValue {
  const { streetAddress, postalCode, locality, region, country } = facts;
  return {
    formatted: `${streetAddress}\n${postalCode} ${locality}\n${country}`,
    street_address: streetAddress,
    locality: withoutCedex(locality),
    postal_code: postalCode,
    ...(region === undefined ? {} : { region }),
    country,
  };
}

function reached(thresholds: readonly string[], count: number): JsonValue {
  return Object.fromEntries(thresholds.map((threshold) => [threshold, count >= Number(threshold)]));
}
