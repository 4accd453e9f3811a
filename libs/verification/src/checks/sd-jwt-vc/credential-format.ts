import { isCodedError } from '#primitives';
import { parseSdJwtVc, type ParsedSdJwtVc } from '#sd-jwt-vc';
import type { Presented } from '../../verification-facts.js';
import { defineCheck, failed, failedAs, passed } from '../../check.js';
import { isAcceptedAlgorithm } from '../../accepted-algorithms.js';

/**
 * Header members that would change how the issuer-signed JWT is to be read or whose key it is said to be (RFC 7515 §4.1.2 to
 * §4.1.5, §4.1.11; RFC 7797 §3). Any other that nobody understands is ignored (RFC 7515 §4).
 */
const REFUSED_MEMBERS = ['crit', 'b64', 'jwk', 'jku', 'x5u', 'zip'];
const MAX_DEPTH = 16;

const CODES = [
  'format_not_asked',
  'presentation_too_long',
  'too_many_disclosures',
  'malformed_disclosure',
  'malformed_credential',
  'credential_typ_wrong',
  'credential_algorithm_not_accepted',
  'credential_header_unknown',
] as const;

export const credentialFormat = defineCheck({
  name: 'credential-format',
  clause: 'SD-JWT VC §2.2.1; RFC 9901 §4, §7.1 step 1 and 2.1',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['query', 'compact'],
  gives: ['parsed', 'presented'],
  codes: CODES,
  check({ query, compact }, { trust: { policy } }) {
    if (query.format !== 'dc+sd-jwt') return failed('format_not_asked');
    if (compact.length > policy.maxPresentationLength) return failed('presentation_too_long');
    let parsed: ParsedSdJwtVc;
    try {
      const { maxPresentationLength: maxLength, maxDisclosures } = policy;
      parsed = parseSdJwtVc(compact, { maxLength, maxDisclosures, maxDepth: MAX_DEPTH });
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return failedAs(error.code, CODES, 'malformed_credential');
      throw error;
    }
    const { header } = parsed;
    if (header.typ !== 'dc+sd-jwt') return failed('credential_typ_wrong');
    if (!isAcceptedAlgorithm(header.alg)) return failed('credential_algorithm_not_accepted');
    if (REFUSED_MEMBERS.some((member) => Object.hasOwn(header, member))) return failed('credential_header_unknown');
    return passed({ parsed, presented: presentedBy(parsed) });
  },
});

function presentedBy({ header, payload, keyBinding }: ParsedSdJwtVc): Presented {
  const type = typeof payload.vct === 'string' ? payload.vct : '';
  const isHolderBound = keyBinding !== undefined;
  return { format: 'dc+sd-jwt', type, issuer: payload.iss, x5c: header.x5c, isHolderBound };
}
