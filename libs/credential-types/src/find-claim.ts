import { refusal, type Language } from '#primitives';
import type { ClaimDefinition, CredentialType } from './credential-type.js';

/** The claim at exactly this path, or `undefined`. */
export function findClaim(
  type: CredentialType,
  path: readonly (string | number | null)[],
): ClaimDefinition | undefined {
  return type.claims.find(
    (claim) => claim.path.length === path.length && claim.path.every((part, index) => part === path[index]),
  );
}

/**
 * What a person reads for a claim.
 * @throws `unknown_claim`: a screen must not show a name that nobody wrote for it.
 */
export function labelOf(type: CredentialType, path: readonly (string | number | null)[], language: Language): string {
  const claim = findClaim(type, path);
  if (!claim) throw refusal('unknown_claim', `${type.id} has no such claim.`);
  return claim.label[language];
}
