import { COSE_HEADER } from '#cbor';
import { isAcceptedCoseAlgorithm } from '../../accepted-algorithms.js';
import { defineCheck, failed, passed } from '../../check.js';

/**
 * How the device authenticated: by a signature. A MAC needs a key that the verifier has a half of, so that it shows nothing
 * to anybody else, and the evidence would be worth nothing to an auditor.
 */
export const deviceAuthentication = defineCheck({
  name: 'device-authentication',
  clause: 'ISO/IEC 18013-5 §9.1.3.3; OpenID4VP 1.0 §B.2.2',
  scope: 'presentation',
  ofHolder: true,
  formats: ['mso_mdoc'],
  needs: ['mdoc'],
  gives: ['deviceSignature'],
  codes: ['device_mac_not_accepted', 'device_signature_missing', 'device_algorithm_not_accepted'],
  check({ mdoc: { deviceSigned } }) {
    const { signature, hasMac } = deviceSigned;
    if (hasMac) return failed('device_mac_not_accepted');
    if (signature === undefined) return failed('device_signature_missing');
    const isAccepted = isAcceptedCoseAlgorithm(signature.protectedHeader.get(COSE_HEADER.algorithm));
    return isAccepted ? passed({ deviceSignature: signature }) : failed('device_algorithm_not_accepted');
  },
});
