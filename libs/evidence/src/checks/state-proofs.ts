import { parseLedgerProof } from '#ledger';
import { refusal } from '#primitives';
import { checkFreshness, mergeProvenStates, readProvenState, type ProvenState } from '#trust';
import { contentOf } from '../content-of.js';
import { defineEvidenceCheck } from '../evidence-check.js';

/** Registry and contract as three colleges attested them, no older than a decision may rest on (design §5). */
export const stateProofs = defineEvidenceCheck({
  item: 'state-proofs',
  needs: ['parsed', 'inputs'],
  gives: ['state'],
  otherwise: 'not_proven',
  async check({ parsed: { record }, inputs }, { trustFile, verifySignature }) {
    const states: ProvenState[] = [];
    for (const digest of inputs.manifest.stateProofs) {
      const proof = parseLedgerProof(contentOf(inputs, digest, 'state_proof'));
      if (proof.kind !== 'state') throw refusal('proof_of_another_kind', 'A state proof is of another kind.');
      states.push(await readProvenState(proof, trustFile.genesis, verifySignature));
    }
    const [first, ...more] = states;
    if (first === undefined) return { outcome: 'not_checked', code: 'none' };
    const state = mergeProvenStates([first, ...more]);
    // What was refused because the ledger could not be reached says so in its verdicts.
    const stale = checkFreshness(state, () => record.decidedAt * 1000);
    if (stale !== undefined && record.decision === 'verified') {
      return { outcome: 'does_not_hold', code: 'stale', reasons: [stale] };
    }
    return { outcome: 'holds', code: 'ok', given: { state } };
  },
});
