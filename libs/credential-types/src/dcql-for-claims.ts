import type { ClaimsQuery, DcqlQuery } from '#openid4vp';
import { refusal } from '#primitives';
import { findClaim } from './find-claim.js';
import type { CredentialType } from './credential-type.js';

const MAX_CLAIMS_ASKED = 30;
const MAX_VALUES = 3;

/** What a claim may be compared with, instead of being read (OpenID4VP 1.0 §6.3 `values`). */
export interface AskedValues {
  path: readonly string[];
  values: readonly (string | number | boolean)[];
}

/**
 * A query for one credential of this type with these claims, all of them required (OpenID4VP 1.0 §6.4.1). The credential
 * query's id is the type's.
 * @param options.values at most 3 for a claim (design §4)
 * @throws `unknown_claim`, `no_claims`, `too_many_claims`, `duplicate_claim`, `too_many_values`, `values_without_claim`
 */
export function dcqlForClaims(
  type: CredentialType,
  paths: readonly (readonly string[])[],
  options: { values?: readonly AskedValues[] } = {},
): DcqlQuery {
  if (paths.length === 0) throw refusal('no_claims', 'A request names at least one claim.');
  if (paths.length > MAX_CLAIMS_ASKED)
    throw refusal('too_many_claims', `At most ${MAX_CLAIMS_ASKED} claims may be asked.`);
  const asked = paths.map(keyOf);
  if (new Set(asked).size !== asked.length) throw refusal('duplicate_claim', 'A claim is asked for twice.');
  const values = new Map((options.values ?? []).map((entry) => [keyOf(entry.path), [...entry.values]]));
  for (const [key, list] of values) {
    if (!asked.includes(key))
      throw refusal('values_without_claim', 'Values are given for a claim that is not asked for.');
    if (list.length === 0 || list.length > MAX_VALUES) {
      throw refusal('too_many_values', `A claim is compared with one to ${MAX_VALUES} values.`);
    }
  }
  const claims = paths.map((path): ClaimsQuery => {
    if (!findClaim(type, path)) throw refusal('unknown_claim', `${type.id} has no claim ${path.join('.')}.`);
    const compared = values.get(keyOf(path));
    return compared ? { path: [...path], values: compared } : { path: [...path] };
  });
  return { credentials: [{ id: type.id, format: 'dc+sd-jwt', meta: { vct_values: [type.vct] }, claims }] };
}

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}
