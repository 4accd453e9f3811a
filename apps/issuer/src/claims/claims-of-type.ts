import type { CredentialType } from '#credential-types';
import { assertOurs, isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import { CLAIM_SOURCES } from './claim-sources.js';
import type { CustomerFacts } from './customer-facts.js';

/**
 * The claims of a credential: those that its type defines and nothing else (design §4). `checkEvidence` has said before that
 * the facts suffice.
 * @param today YYYY-MM-DD, in France
 */
export function claimsOfType(type: CredentialType, facts: CustomerFacts, today: string): JsonObject {
  const claims: JsonObject = {};
  for (const { path } of type.claims) {
    const [name] = path as [string];
    if (path.length > 1) continue;
    const value = CLAIM_SOURCES.get(name)?.(facts, { today, members: membersOf(type, name) });
    if (value !== undefined) claims[name] = keepDefined(type, path, value);
  }
  for (const { path, mandatory } of type.claims) {
    const value = path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), claims);
    assertOurs(!mandatory || value !== undefined, `the claim ${path.join('.')} has a value`);
  }
  return claims;
}

/** Names of the claims of a type that nothing known of customers feeds: such a type cannot be issued. */
export function claimsWithoutSource(type: CredentialType): string[] {
  return type.claims.flatMap(({ path: [name = ''] }) => (CLAIM_SOURCES.has(name) ? [] : [name]));
}

function membersOf(type: CredentialType, parent: string): string[] {
  return type.claims.flatMap(({ path }) => (path.length === 2 && path[0] === parent ? [path[1] as string] : []));
}

function keepDefined(type: CredentialType, path: readonly string[], value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const kept: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const here = [...path, name];
    const isDefined = type.claims.some((claim) => claim.path.join('\0') === here.join('\0'));
    if (isDefined) kept[name] = keepDefined(type, here, member);
  }
  return kept;
}
