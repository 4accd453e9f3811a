import { defineCheck, failed, passed } from '../check.js';

/** A suspension counts within `maxProofAgeSeconds` of the ledger's parameters, or nothing is decided. */
export const stateProofFresh = defineCheck({
  name: 'state-proof-fresh',
  clause: 'Incola docs/ledger-proof.md, freshness of a state proof',
  scope: 'answer',
  needs: [],
  gives: ['freshState'],
  codes: ['state_proof_stale', 'state_proof_from_the_future'],
  check(_facts, { trust: { state, policy }, nowSeconds }) {
    if (!(nowSeconds - state.asOf <= state.maxProofAgeSeconds)) return failed('state_proof_stale');
    if (state.asOf - nowSeconds > policy.clockSkewSeconds) return failed('state_proof_from_the_future');
    return passed({ freshState: state });
  },
});
