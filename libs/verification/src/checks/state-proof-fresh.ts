import { defineCheck, failed, passed, waived } from '../check.js';

/**
 * A suspension counts within `maxProofAgeSeconds` of the ledger's parameters, or nothing is decided. Only where nothing is
 * asked under a contract may the state be left out; then no member is known as an issuer either.
 */
export const stateProofFresh = defineCheck({
  name: 'state-proof-fresh',
  clause: 'Incola docs/ledger-proof.md, freshness of a state proof',
  scope: 'answer',
  needs: [],
  gives: ['freshState'],
  codes: ['no_contract_asked', 'state_proof_missing', 'state_proof_stale', 'state_proof_from_the_future'],
  check(_facts, { asked, trust: { state, policy }, nowSeconds }) {
    if (state === null) {
      return asked.contract === null
        ? waived('no_contract_asked', { freshState: 'none' as const })
        : failed('state_proof_missing');
    }
    if (!(nowSeconds - state.asOf <= state.maxProofAgeSeconds)) return failed('state_proof_stale');
    if (state.asOf - nowSeconds > policy.clockSkewSeconds) return failed('state_proof_from_the_future');
    return passed({ freshState: state });
  },
});
