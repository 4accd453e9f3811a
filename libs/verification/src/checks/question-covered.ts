import type { AllowedClaim } from '#ledger';
import { typesAsked, type ClaimsQuery } from '#openid4vp';
import { defineCheck, failed, passed, waived } from '../check.js';

/** The question itself stays within the contract; the wallet checks the same before it answers. */
export const questionCovered = defineCheck({
  name: 'question-covered',
  clause: 'Incola docs/glossary.md, over-asking',
  scope: 'answer',
  needs: ['contract'],
  gives: [],
  codes: ['no_contract_asked', 'claim_not_covered', 'type_not_covered', 'too_many_values'],
  check({ contract }, { asked }) {
    if (contract === 'none') return waived('no_contract_asked');
    for (const query of asked.dcqlQuery.credentials) {
      const { claims = [] } = query;
      const types = typesAsked(query);
      if (types.length === 0) return failed('type_not_covered');
      for (const type of types) {
        const allowed = contract.claims.filter((claim) => claim.vct === type);
        if (allowed.length === 0) return failed('type_not_covered');
        for (const claim of claims) {
          const cover = findCover(claim, allowed);
          if (cover === undefined) return failed('claim_not_covered');
          if ((claim.values?.length ?? 0) > cover.maxValues) return failed('too_many_values');
        }
      }
    }
    return passed();
  },
});

/** The same path exactly: a contract for `address.locality` is none for `address`. */
function findCover({ path }: ClaimsQuery, allowed: readonly AllowedClaim[]): AllowedClaim | undefined {
  return allowed.find(
    (claim) => claim.path.length === path.length && claim.path.every((segment, index) => segment === path[index]),
  );
}
