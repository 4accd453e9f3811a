import { findClaim, type CredentialType } from '#credential-types';
import type { Locale } from '#look';

/** The words of a claim in a person's language; its path where nobody wrote any, so that nothing that is asked stays unsaid. */
export type LabelOfClaim = (claim: { vct: string; path: readonly string[] }, locale: Locale) => string;

export function claimLabels(types: readonly CredentialType[]): LabelOfClaim {
  const byVct = new Map(types.map((type) => [type.vct, type]));
  return ({ vct, path }, locale) => {
    const type = byVct.get(vct);
    const claim = type === undefined ? undefined : findClaim(type, path);
    return claim?.label[locale] ?? path.join(' › ');
  };
}
