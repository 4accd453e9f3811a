import { verifyJws } from '#primitives';
import { defineEvidenceCheck } from '../evidence-check.js';
import { findRegisteredSigner } from '../registered-signer.js';

/** The record is the asking member's word, by a key that was his when he decided. */
export const recordSignature = defineEvidenceCheck({
  item: 'record-signature',
  needs: ['parsed', 'state'],
  gives: [],
  otherwise: 'chain',
  async check({ parsed: { record, jws, x5c }, state }, circumstances) {
    const signed = { x5c, by: record.verifier, atSeconds: record.decidedAt };
    const signer = await findRegisteredSigner(signed, state, circumstances);
    if (signer.outcome === 'not_registered') {
      return { outcome: 'does_not_hold', code: signer.code, reasons: signer.reasons };
    }
    return (await verifyJws(jws, signer.publicJwk, circumstances.verifySignature))
      ? { outcome: 'holds', code: 'ok', given: {} }
      : { outcome: 'does_not_hold', code: 'signature' };
  },
});
