import type { JsonObject, JsonValue } from '#primitives';
import type { ClaimsQuery } from '#openid4vp';

/** Who answers in a sandbox. She does not exist, and neither does her street. */
const PERSON: Readonly<Record<string, JsonValue>> = {
  given_name: 'Camille',
  family_name: 'Fictive',
  'address.formatted': '12 bis rue des Essais\n01200 Valserine-les-Essais\nFR',
  'address.street_address': '12 bis rue des Essais',
  'address.locality': 'Valserine-les-Essais',
  'address.postal_code': '01200',
  'address.region': 'Auvergne-Rhône-Alpes',
  'address.country': 'FR',
  locality: 'Valserine-les-Essais',
  postal_code: '01200',
  country: 'FR',
  supply_type: 'water',
  role: 'contract_holder',
  resident_since: '2015-03-01',
};
const ELSEWHERE = 'fr1:1|RUE DE NULLE PART|01200|VALSERINE LES ESSAIS';
const DAY = 86_400;

/** How her answer differs from what she would show. */
export interface PersonChanges {
  /** She lives at none of the addresses that are asked for. */
  livesElsewhere?: boolean;
  /** Age of the utility's evidence. */
  evidenceDays?: number;
}

/**
 * The claims that a query asks for, and no other. Where it names values, she has the first of them; thresholds are all passed.
 * @param nowSeconds since the epoch
 */
export function claimsOfPerson(
  claims: readonly Pick<ClaimsQuery, 'path' | 'values'>[],
  nowSeconds: number,
  { livesElsewhere = false, evidenceDays = 10 }: PersonChanges = {},
): JsonObject {
  const shown: JsonObject = {};
  for (const { path, values } of claims) {
    const name = path.join('.');
    const asked = livesElsewhere ? ELSEWHERE : values?.[0];
    const value = values === undefined ? (PERSON[name] ?? valueOf(name, nowSeconds - evidenceDays * DAY)) : asked;
    place(shown, path.map(String), value ?? null);
  }
  return shown;
}

function valueOf(name: string, evidenceAt: number): JsonValue {
  if (name === 'address_canonical') return ELSEWHERE;
  return name.endsWith('_date') ? new Date(evidenceAt * 1000).toISOString().slice(0, 10) : true;
}

function place(object: JsonObject, [first = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    object[first] = value;
    return;
  }
  const inner = (object[first] ??= {}) as JsonObject;
  place(inner, rest, value);
}
