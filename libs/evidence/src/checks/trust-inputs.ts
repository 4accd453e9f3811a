import { defineEvidenceCheck } from '../evidence-check.js';
import { inputsOfManifest, parseTrustManifest, trustInputDigest } from '../trust-manifest.js';

/** The record's digest names the manifest, the manifest's digests name the rest: nothing is missing, nothing was exchanged. */
export const trustInputs = defineEvidenceCheck({
  item: 'trust-inputs',
  needs: ['parsed'],
  gives: ['inputs'],
  otherwise: 'malformed',
  check({ parsed: { record } }, { evidence }) {
    const byDigest = new Map(evidence.trustInputs.map((input) => [trustInputDigest(input), input]));
    const found = byDigest.get(record.trust);
    if (found === undefined) {
      const isThere = evidence.trustInputs.some(({ kind }) => kind === 'manifest');
      return { outcome: 'does_not_hold', code: isThere ? 'foreign' : 'missing', reasons: ['manifest'] };
    }
    const manifest = parseTrustManifest(found.content);
    const named = new Set(inputsOfManifest(manifest));
    const foreign = [...byDigest].filter(([digest]) => digest !== record.trust && !named.has(digest));
    if (foreign.length > 0) {
      return { outcome: 'does_not_hold', code: 'foreign', reasons: foreign.map(([, { kind }]) => kind) };
    }
    const missing = [...named].filter((digest) => !byDigest.has(digest));
    if (missing.length > 0) return { outcome: 'does_not_hold', code: 'missing', reasons: missing };
    return { outcome: 'holds', code: 'ok', given: { inputs: { manifest, byDigest } } };
  },
});
