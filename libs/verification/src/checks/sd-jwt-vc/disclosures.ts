import { isCodedError } from '#primitives';
import { discloseClaims } from '#sd-jwt-vc';
import { defineCheck, failedAs, passed } from '../../check.js';

const CODES = [
  'unsupported_sd_alg',
  'duplicate_disclosure',
  'duplicate_digest',
  'unused_disclosure',
  'disclosure_kind',
  'forbidden_claim_name',
  'claim_exists',
  'protected_claim_disclosed',
  'malformed_digests',
  'claims_too_deep',
  'disclosures_refused',
] as const;

export const disclosures = defineCheck({
  name: 'disclosures',
  clause: 'RFC 9901 §7.1 step 3 to 5; SD-JWT VC §2.2.2.3',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['parsed', 'signedClaims'],
  gives: ['disclosed'],
  codes: CODES,
  check({ parsed, signedClaims }) {
    try {
      return passed({ disclosed: discloseClaims({ payload: signedClaims, disclosures: parsed.disclosures }) });
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return failedAs(error.code, CODES, 'disclosures_refused');
      throw error;
    }
  },
});
