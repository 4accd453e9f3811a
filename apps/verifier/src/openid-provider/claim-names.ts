import type { CredentialType } from '#credential-types';
import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';

/** Claims of credentials whose names and meaning OpenID Connect has too (Core §5.1); `address` is the object of §5.1.1 as it is. */
const STANDARD = new Set(['given_name', 'family_name', 'address']);

/** Others get a collision-resistant name (OpenID Connect Core §5.1.2). */
export const CLAIM_PREFIX = 'urn:incola:claim:';

/** The name under which a relying party gets a credential's claim. @param name the first segment of the claim's path */
export function openidClaimName(name: string): string {
  return STANDARD.has(name) ? name : `${CLAIM_PREFIX}${name}`;
}

/**
 * The disclosed claims of one credential under the names of OpenID Connect; values are what was shown, and no more. An mdoc says the
 * same by elements of a namespace, which the definition of its type translates.
 */
export function openidClaimsOf(
  { vct, claims }: { vct: string; claims: JsonObject },
  types: readonly CredentialType[],
): JsonObject {
  const type = types.find(({ mdoc }) => mdoc?.docType === vct);
  const told = type === undefined ? claims : fromElements(claims, type);
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [openidClaimName(name), value]));
}

function fromElements(disclosed: JsonObject, { mdoc, claims }: CredentialType): JsonObject {
  const elements = disclosed[mdoc?.namespace ?? ''];
  const told: JsonObject = {};
  if (!isJsonObject(elements)) return told;
  for (const { path, mdocElement } of claims) {
    const value = mdocElement === undefined ? undefined : elements[mdocElement];
    if (value !== undefined) put(told, path.map(String), value);
  }
  return told;
}

function put(into: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const members: JsonObject = isJsonObject(inner) ? inner : {};
  into[name] = members;
  put(members, rest, value);
}
