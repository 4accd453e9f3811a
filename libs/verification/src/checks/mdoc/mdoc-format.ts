import { COSE_HEADER } from '#cbor';
import { isCodedError } from '#primitives';
import { parseDeviceResponse, type PresentedMdoc } from '#mdoc';
import { isAcceptedCoseAlgorithm } from '../../accepted-algorithms.js';
import { defineCheck, failed, failedAs, passed } from '../../check.js';

const CODES = [
  'presentation_too_long',
  'too_many_elements',
  'malformed_credential',
  'credential_algorithm_not_accepted',
  'credential_header_unknown',
] as const;

/** Parameters that the protected header of the issuer's signature may carry; another could change how it is to be read. */
const KNOWN_PARAMETERS: ReadonlySet<unknown> = new Set([COSE_HEADER.algorithm]);

export const mdocFormat = defineCheck({
  name: 'mdoc-format',
  clause: 'ISO/IEC 18013-5 §8.3.2.1.2.2, §9.1.2.4; OpenID4VP 1.0 §B.2.5; HAIP 1.0 §5.3.1',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['compact'],
  gives: ['mdoc', 'presented'],
  codes: CODES,
  check({ compact }, { trust: { policy } }) {
    const { maxPresentationLength: maxLength, maxDisclosures: maxElements } = policy;
    if (compact.length > maxLength) return failed('presentation_too_long');
    let mdoc: PresentedMdoc;
    try {
      mdoc = parseDeviceResponse(compact, { maxLength, maxElements });
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return failedAs(error.code, CODES, 'malformed_credential');
      throw error;
    }
    const { protectedHeader } = mdoc.issuerSigned.issuerAuth;
    if (!isAcceptedCoseAlgorithm(protectedHeader.get(COSE_HEADER.algorithm))) {
      return failed('credential_algorithm_not_accepted');
    }
    const isKnown = [...protectedHeader.keys()].every((parameter) => KNOWN_PARAMETERS.has(parameter));
    if (!isKnown) return failed('credential_header_unknown');
    const { signature, hasMac } = mdoc.deviceSigned;
    const isHolderBound = signature !== undefined || hasMac;
    const { x5c } = mdoc.issuerSigned;
    return passed({
      mdoc,
      presented: { format: 'mso_mdoc' as const, type: mdoc.docType, issuer: undefined, x5c, isHolderBound },
    });
  },
});
