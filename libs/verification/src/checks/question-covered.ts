import { needsHolderBinding, typesAsked } from '#openid4vp';
import { findCover } from '../contract-cover.js';
import { defineCheck, failed, passed, waived } from '../check.js';

/** The question itself stays within the contract; the wallet checks the same before it answers. */
export const questionCovered = defineCheck({
  name: 'question-covered',
  clause: 'Incola docs/glossary.md, over-asking',
  scope: 'answer',
  needs: ['contract'],
  gives: [],
  codes: ['no_contract_asked', 'claim_not_covered', 'type_not_covered', 'holder_binding_not_wanted'],
  check({ contract }, { asked }) {
    if (contract === 'none') return waived('no_contract_asked');
    for (const query of asked.dcqlQuery.credentials) {
      const { claims = [] } = query;
      const types = typesAsked(query);
      const isCovered = types.every((type) => contract.claims.some(({ vct }) => vct === type));
      if (types.length === 0 || !isCovered) return failed('type_not_covered');
      const areCovered = types.every((type) => claims.every((claim) => findCover(contract, type, claim) !== undefined));
      if (!areCovered) return failed('claim_not_covered');
      // The receipt belongs to the holder's key: without it nobody could withdraw.
      if (!needsHolderBinding(query)) return failed('holder_binding_not_wanted');
    }
    return passed();
  },
});
