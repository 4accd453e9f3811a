import type { AllowedClaim, DataUseContract } from '#ledger';
import { typesAsked, type ClaimsQuery, type CredentialQuery, type DcqlQuery } from '#openid4vp';
import { refusal } from '#primitives';
import { isAddressClaim, type Question } from './build-question.js';

/**
 * A tenant's own query, held to its contract before it goes out; wallet and verifier check the same again. Every type that it
 * takes and every claim that it names must be the contract's, by exactly that path.
 * @param canonicalAddresses put in as `values` where the query asks for the address without any
 * @throws `type_not_in_contract`, `claim_not_in_contract`, `values_not_in_contract`, `addresses_required`,
 * `addresses_not_in_contract`
 */
export function coverQuery(
  contract: Pick<DataUseContract, 'claims'>,
  query: DcqlQuery,
  canonicalAddresses: readonly string[],
): Question {
  const covered = query.credentials.map((credential) => coverCredential(contract, credential, canonicalAddresses));
  const claims = covered.flatMap(({ claims: named }) => named);
  if (canonicalAddresses.length > 0 && !claims.some(isAddressClaim)) {
    throw refusal('addresses_not_in_contract', 'The query does not ask for an address to be confirmed.');
  }
  const distinct = claims.filter((claim, index) => claims.indexOf(claim) === index);
  return {
    dcqlQuery: { ...query, credentials: covered.map(({ credential }) => credential) },
    claims: distinct.map(({ vct, path }) => ({ vct, path: [...path] })),
  };
}

function coverCredential(
  contract: Pick<DataUseContract, 'claims'>,
  credential: CredentialQuery,
  canonicalAddresses: readonly string[],
): { credential: CredentialQuery; claims: AllowedClaim[] } {
  const types = typesAsked(credential);
  if (types.length === 0 || !types.every((type) => contract.claims.some(({ vct }) => vct === type))) {
    throw refusal('type_not_in_contract', 'The contract does not cover a type of credential that is asked for.');
  }
  const { claims: queries } = credential;
  if (queries === undefined) return { credential, claims: [] };
  const covered = queries.map((query) => ({
    covers: types.map((type) => findAllowed(contract, type, query)),
    query,
  }));
  return {
    credential: { ...credential, claims: covered.map((one) => withValues(one, canonicalAddresses)) },
    claims: covered.flatMap(({ covers }) => covers),
  };
}

function findAllowed(contract: Pick<DataUseContract, 'claims'>, type: string, { path }: ClaimsQuery): AllowedClaim {
  const found = contract.claims.find(
    (claim) =>
      claim.vct === type &&
      claim.path.length === path.length &&
      claim.path.every((segment, index) => segment === path[index]),
  );
  if (found === undefined) {
    throw refusal('claim_not_in_contract', 'The contract does not cover a claim that is asked for.');
  }
  return found;
}

function withValues(
  { covers, query }: { covers: readonly AllowedClaim[]; query: ClaimsQuery },
  canonicalAddresses: readonly string[],
): ClaimsQuery {
  const asksForAddress = covers.some(isAddressClaim);
  const values = query.values ?? (asksForAddress ? [...canonicalAddresses] : undefined);
  if (values === undefined) return query;
  // Without values the wallet would be asked to show where the person lives.
  if (values.length === 0) throw refusal('addresses_required', 'Send the address that is to be confirmed.');
  if (covers.some(({ maxValues }) => values.length > maxValues)) {
    throw refusal('values_not_in_contract', 'The contract does not allow so many values of a claim.');
  }
  return { ...query, values };
}
