import type { AllowedClaim } from '#ledger';
import { typesAsked } from '#openid4vp';
import { findCover } from '../contract-cover.js';
import { defineCheck, failed, passed, waived } from '../check.js';

/**
 * How many values the whole question tries for one claim: asked often enough, "is it this one?" would be "which is it?". Values
 * are counted together however they are spread over claims and queries.
 */
export const guesses = defineCheck({
  name: 'guesses',
  clause: 'OpenID4VP 1.0 §15.4.1; Incola docs/glossary.md, data-use contract',
  scope: 'answer',
  needs: ['contract'],
  gives: [],
  codes: ['no_contract_asked', 'too_many_values'],
  check({ contract }, { asked }) {
    if (contract === 'none') return waived('no_contract_asked');
    const tried = new Map<AllowedClaim, Set<unknown>>();
    for (const query of asked.dcqlQuery.credentials) {
      for (const type of typesAsked(query)) {
        for (const claim of query.claims ?? []) {
          const cover = findCover(contract, type, claim);
          // What no contract covers is another check's.
          if (cover === undefined) continue;
          const values = tried.get(cover) ?? new Set();
          tried.set(cover, values);
          for (const value of claim.values ?? []) values.add(value);
          if (values.size > cover.maxValues) return failed('too_many_values');
        }
      }
    }
    return passed();
  },
});
