import { z } from 'zod';
import { parseJson } from '#primitives';
import { contentOf } from '../content-of.js';
import { defineEvidenceCheck } from '../evidence-check.js';

const rootsShape = z.array(z.string()).max(64);

/** The decision believed no certification authority that the checker's own trust file does not name. */
export const issuingRoots = defineEvidenceCheck({
  item: 'issuing-roots',
  needs: ['inputs'],
  gives: ['issuingRoots'],
  otherwise: 'malformed',
  check({ inputs }, { trustFile }) {
    const roots = rootsShape.parse(parseJson(contentOf(inputs, inputs.manifest.issuingRoots, 'issuing_roots')));
    return roots.every((root) => trustFile.issuingRoots.includes(root))
      ? { outcome: 'holds', code: 'ok', given: { issuingRoots: roots } }
      : { outcome: 'does_not_hold', code: 'foreign_root' };
  },
});
