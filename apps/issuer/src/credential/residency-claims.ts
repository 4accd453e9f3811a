import type { CredentialType } from '#credential-types';
import { withoutCedex } from '#postal-address';
import { assertOurs, isJsonObject, type JsonObject, type JsonValue } from '#primitives';

/** What the utility attests of a customer; a subject record fits. */
export interface ResidencyFacts {
  givenName: string;
  familyName: string;
  streetAddress: string;
  postalCode: string;
  locality: string;
  region?: string;
  country: string;
  addressCanonical: string;
  supplyType: string;
  role: string;
  /** YYYY-MM-DD. */
  supplyStartDate: string;
  /** YYYY-MM-DD. */
  evidenceDate: string;
}

const MONTHS = [3, 6, 12, 24];

/**
 * The claims of a residency credential (design §4): those that its type defines and nothing else.
 * @param today YYYY-MM-DD, in France
 */
export function residencyClaims(type: CredentialType, facts: ResidencyFacts, today: string): JsonObject {
  const months = monthsBetween(facts.supplyStartDate, today);
  const claims = keepDefined(type, [], {
    given_name: facts.givenName,
    family_name: facts.familyName,
    address: {
      formatted: `${facts.streetAddress}\n${facts.postalCode} ${facts.locality}\n${facts.country}`,
      street_address: facts.streetAddress,
      locality: withoutCedex(facts.locality),
      postal_code: facts.postalCode,
      ...(facts.region === undefined ? {} : { region: facts.region }),
      country: facts.country,
    },
    address_canonical: facts.addressCanonical,
    supply_type: facts.supplyType,
    role: facts.role,
    resident_since: facts.supplyStartDate,
    resident_for_months_equal_or_over: Object.fromEntries(MONTHS.map((least) => [String(least), months >= least])),
    evidence_date: facts.evidenceDate,
  });
  for (const { path, mandatory } of type.claims) {
    const value = path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), claims);
    assertOurs(!mandatory || value !== undefined, `the claim ${path.join('.')} has a value`);
  }
  return claims;
}

/**
 * Whole months, by the calendar: from the 31st of January one month is over on the 1st of March, so that nobody is attested
 * more than he has.
 */
export function monthsBetween(since: string, today: string): number {
  const [fromYear, fromMonth, fromDay] = partsOf(since);
  const [year, month, day] = partsOf(today);
  return (year - fromYear) * 12 + (month - fromMonth) - (day < fromDay ? 1 : 0);
}

function partsOf(date: string): [number, number, number] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  assertOurs(day !== undefined, 'a date of a subject record is YYYY-MM-DD');
  return [Number(year), Number(month), Number(day)];
}

function keepDefined(type: CredentialType, path: string[], claims: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(claims)) {
    const here = [...path, name];
    const defined = type.claims.some((claim) => claim.path.join('\0') === here.join('\0'));
    if (defined) kept[name] = isJsonObject(value) ? keepDefined(type, here, value) : value;
  }
  return kept;
}
