import { findClaimByName, type CredentialType } from '#credential-types';
import type { Locale } from '#look';

/** The words of a claim in a person's language; its path where nobody wrote any, so that nothing that is asked stays unsaid. */
export type LabelOfClaim = (claim: { vct: string; path: readonly string[] }, locale: Locale) => string;

export function claimLabels(types: readonly CredentialType[]): LabelOfClaim {
  return ({ vct, path }, locale) => findClaimByName(types, vct, path)?.label[locale] ?? path.join(' › ');
}
