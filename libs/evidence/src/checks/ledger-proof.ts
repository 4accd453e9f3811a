import { archivedProofs, readLedgerProof } from '#ledger';
import type { JsonValue } from '#primitives';
import { defineEvidenceCheck } from '../evidence-check.js';

/** The receipt's commitment stands in a periodic anchor that the ledger accepted of this verifier (design §5). */
export const ledgerProof = defineEvidenceCheck({
  item: 'ledger-proof',
  needs: ['parsed', 'commitment'],
  gives: [],
  otherwise: 'not_proven',
  async check({ parsed: { record }, commitment }, { evidence, trustFile, verifySignature }) {
    const given = evidence.receipt?.ledgerProof ?? null;
    if (given === null) return { outcome: 'not_checked', code: 'not_anchored_yet' };
    const proof = readLedgerProof(given as unknown as JsonValue);
    const verified = await archivedProofs(trustFile, verifySignature).verify(proof);
    const proves =
      verified.kind === 'anchored_commitment' &&
      verified.commitment === commitment &&
      verified.anchor.member === record.verifier;
    return proves ? { outcome: 'holds', code: 'ok', given: {} } : { outcome: 'does_not_hold', code: 'not_proven' };
  },
});
