import type { JsonObject } from '#primitives';

/** Claims of credentials whose names and meaning OpenID Connect has too (Core §5.1); `address` is the object of §5.1.1 as it is. */
const STANDARD = new Set(['given_name', 'family_name', 'address']);

/** Others get a collision-resistant name (OpenID Connect Core §5.1.2). */
export const CLAIM_PREFIX = 'urn:incola:claim:';

/** The name under which a relying party gets a credential's claim. @param name the first segment of the claim's path */
export function openidClaimName(name: string): string {
  return STANDARD.has(name) ? name : `${CLAIM_PREFIX}${name}`;
}

/** The disclosed claims of one credential under the names of OpenID Connect; values are what was shown, and no more. */
export function openidClaimsOf(disclosed: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(disclosed).map(([name, value]) => [openidClaimName(name), value]));
}
