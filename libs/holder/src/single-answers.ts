import type { CredentialQuery, DcqlQuery } from '#openid4vp';

/**
 * The credential queries of which one alone answers the whole (OpenID4VP 1.0 §6.4.2): the only one, or the alternatives of the only
 * set that is required.
 * @returns none where several credentials are asked for at once
 */
export function singleAnswers({ credentials, credential_sets: sets }: DcqlQuery): CredentialQuery[] {
  if (sets === undefined) return credentials.length === 1 ? [...credentials] : [];
  const [required, ...others] = sets.filter((set) => set.required !== false);
  if (required === undefined || others.length > 0) return [];
  const alone = new Set(required.options.flatMap((option) => (option.length === 1 ? option : [])));
  return credentials.filter(({ id }) => alone.has(id));
}
