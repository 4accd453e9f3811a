import { discloseElements } from '#mdoc';
import { isCodedError } from '#primitives';
import { defineCheck, failedAs, passed } from '../../check.js';

const CODES = [
  'unsupported_digest_algorithm',
  'digest_missing',
  'digest_differs',
  'element_repeated',
  'element_value_unsupported',
  'elements_refused',
] as const;

export const elementDigests = defineCheck({
  name: 'element-digests',
  clause: 'ISO/IEC 18013-5 §9.1.2.5, §9.3.1 step 3',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['mdoc', 'signedMso'],
  gives: ['disclosed'],
  codes: CODES,
  check({ mdoc: { issuerSigned }, signedMso }) {
    try {
      return passed({ disclosed: discloseElements({ mso: signedMso, items: issuerSigned.items }) });
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return failedAs(error.code, CODES, 'elements_refused');
      throw error;
    }
  },
});
