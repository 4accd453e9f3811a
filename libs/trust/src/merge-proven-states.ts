import type { ProvenState } from './trust.js';

/**
 * What several proofs say together. A proof names at most 16 keys; a decision may need more. The whole is as old as its
 * oldest part.
 * @param states at least one; a later one's record replaces an earlier one's
 */
export function mergeProvenStates(states: readonly [ProvenState, ...ProvenState[]]): ProvenState {
  const oldest = states.reduce((left, right) => (right.asOf < left.asOf ? right : left));
  const merge = <Value>(pick: (state: ProvenState) => Map<string, Value>) =>
    new Map(states.flatMap((state) => [...pick(state)]));
  return {
    attested: oldest.attested,
    asOf: oldest.asOf,
    members: merge(({ members }) => members),
    issuers: merge(({ issuers }) => issuers),
    verifiers: merge(({ verifiers }) => verifiers),
    contracts: merge(({ contracts }) => contracts),
    statusAnchors: merge(({ statusAnchors }) => statusAnchors),
    maxProofAgeSeconds: Math.min(...states.map(({ maxProofAgeSeconds }) => maxProofAgeSeconds)),
  };
}
