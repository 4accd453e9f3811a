import { commitmentOf, noticeDigest, readReceipt, verifyReceipt } from '#consent';
import { decodeBase64url, encodeBase64url, encodeUtf8 } from '#primitives';
import { defineEvidenceCheck } from '../evidence-check.js';
import { findRegisteredSigner } from '../registered-signer.js';

/** The receipt that the citizen got: the verifier's word, of this presentation, and what the commitment in the record commits to. */
export const receipt = defineEvidenceCheck({
  item: 'receipt',
  needs: ['parsed', 'state'],
  gives: ['commitment'],
  otherwise: 'malformed',
  async check({ parsed: { record }, state }, circumstances) {
    const { evidence, verifySignature } = circumstances;
    if (record.receipt === null) {
      return evidence.receipt === null
        ? { outcome: 'not_checked', code: 'none' }
        : { outcome: 'does_not_hold', code: 'foreign' };
    }
    if (evidence.receipt === null) return { outcome: 'does_not_hold', code: 'missing' };
    const { receipt: compact, salt } = evidence.receipt;
    const read = readReceipt(compact);
    const signed = { x5c: read.x5c, by: record.verifier, atSeconds: read.receipt.issuedAt };
    const signer = await findRegisteredSigner(signed, state, circumstances);
    if (signer.outcome === 'not_registered')
      return { outcome: 'does_not_hold', code: 'signature', reasons: [signer.code] };
    const { presentationNonce, controller, notice } = await verifyReceipt(compact, signer.publicJwk, verifySignature);
    const commitment = encodeBase64url(commitmentOf('receipt', decodeBase64url(salt), encodeUtf8(compact)));
    const agrees =
      commitment === record.receipt &&
      presentationNonce === record.presentationNonce &&
      controller.member === record.verifier &&
      (evidence.notice === null || noticeDigest(evidence.notice.notice) === notice);
    return agrees
      ? { outcome: 'holds', code: 'ok', given: { commitment } }
      : { outcome: 'does_not_hold', code: 'foreign' };
  },
});
