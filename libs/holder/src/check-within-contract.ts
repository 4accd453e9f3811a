import type { DataUseContract } from '#ledger';
import type { ClaimsPathPointer, CredentialQuery, DcqlQuery } from '#openid4vp';
import { askedType } from './asked-type.js';

/** The claims that a query asks for, in its order, as a notice names them. */
export function askedClaims(query: DcqlQuery): { vct: string; path: string[] }[] {
  return query.credentials.flatMap((credential) => {
    const vct = askedType(credential) ?? credential.meta.vct_values?.[0] ?? '';
    return (credential.claims ?? []).map(({ path }) => ({ vct, path: path.map(String) }));
  });
}

/**
 * Whether a query stays within a contract: over-asking is refused by the wallet whatever the verifier's own checks say.
 * @returns or `over_asking_type`, `over_asking_everything` (no claims named), `over_asking_claim`, `over_asking_values`
 */
export function checkWithinContract(query: DcqlQuery, contract: DataUseContract): string | undefined {
  for (const credential of query.credentials) {
    const code = checkCredentialQuery(credential, contract);
    if (code !== undefined) return code;
  }
  return undefined;
}

function checkCredentialQuery(query: CredentialQuery, contract: DataUseContract): string | undefined {
  const type = askedType(query);
  if (type === undefined) return 'over_asking_type';
  const allowed = contract.claims.filter((claim) => claim.vct === type);
  if (allowed.length === 0) return 'over_asking_type';
  if (query.claims === undefined) return 'over_asking_everything';
  for (const { path, values = [] } of query.claims) {
    const claim = allowed.find((candidate) => samePath(candidate.path, path));
    if (claim === undefined) return 'over_asking_claim';
    if (values.length > claim.maxValues) return 'over_asking_values';
    // A claim that is only ever compared must be asked with the values to compare with, else it would be read out.
    if (claim.maxValues > 0 && values.length === 0) return 'over_asking_values';
  }
  return undefined;
}

function samePath(allowed: readonly string[], asked: ClaimsPathPointer): boolean {
  return allowed.length === asked.length && allowed.every((part, index) => part === asked[index]);
}
