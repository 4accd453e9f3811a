import { askForType, type CredentialType } from '#credential-types';
import type { AllowedClaim, DataUseContract } from '#ledger';
import type { ClaimsQuery, DcqlQuery } from '#openid4vp';
import { refusal } from '#primitives';

/** The claim by which "lives at this address" is asked (design §4). */
const ADDRESS_PATH = 'address_canonical';

export interface Question {
  dcqlQuery: DcqlQuery;
  /** In the query's order, for the notice. */
  claims: { vct: string; path: string[] }[];
}

/**
 * The question of one request: all claims of the contract, or the ones wanted, never more.
 * @param types by which the names in a contract tell their formats
 * @param canonicalAddresses spellings of the address to be confirmed, in the normal form of libs/postal-address
 * @throws `claim_not_in_contract`, `addresses_not_in_contract`, `addresses_required`, `too_many_addresses`
 */
export function buildQuestion(
  contract: Pick<DataUseContract, 'claims'>,
  wantedPaths: readonly string[][] | undefined,
  canonicalAddresses: readonly string[],
  types: readonly CredentialType[],
): Question {
  const allowed = wantedPaths === undefined ? contract.claims : wantedPaths.map((path) => findAllowed(contract, path));
  const distinct = allowed.filter((claim, index) => allowed.indexOf(claim) === index);
  if (canonicalAddresses.length > 0 && !distinct.some(isAddressClaim)) {
    throw refusal('addresses_not_in_contract', 'The contract does not allow an address to be confirmed.');
  }
  const names = [...new Set(distinct.map(({ vct }) => vct))];
  const credentials = names.map((vct, index) => ({
    id: `credential_${index}`,
    ...askForType(types, vct),
    claims: distinct.filter((claim) => claim.vct === vct).map((claim) => claimsQuery(claim, canonicalAddresses)),
  }));
  const claims = names.flatMap((vct) => distinct.filter((claim) => claim.vct === vct));
  return { dcqlQuery: { credentials }, claims: claims.map(({ vct, path }) => ({ vct, path: [...path] })) };
}

function claimsQuery(claim: AllowedClaim, canonicalAddresses: readonly string[]): ClaimsQuery {
  if (!isAddressClaim(claim)) return { path: [...claim.path] };
  // Without values the wallet would be asked to show where the person lives.
  if (canonicalAddresses.length === 0) throw refusal('addresses_required', 'Send the address that is to be confirmed.');
  if (canonicalAddresses.length > claim.maxValues) {
    throw refusal('too_many_addresses', `The contract allows ${claim.maxValues} spellings of the address.`);
  }
  return { path: [...claim.path], values: [...canonicalAddresses] };
}

/** Whether a contract allows the address to be confirmed by this claim, and not to be read. */
export function isAddressClaim(claim: AllowedClaim): boolean {
  return claim.path.length === 1 && claim.path[0] === ADDRESS_PATH && claim.maxValues > 0;
}

function findAllowed(contract: Pick<DataUseContract, 'claims'>, path: readonly string[]): AllowedClaim {
  const found = contract.claims.find(
    (claim) => claim.path.length === path.length && claim.path.every((segment, index) => segment === path[index]),
  );
  if (found === undefined)
    throw refusal('claim_not_in_contract', 'The contract does not cover a claim that is asked for.');
  return found;
}
