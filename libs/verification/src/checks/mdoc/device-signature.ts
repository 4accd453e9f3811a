import { dcApiTranscript, openId4VpTranscript, verifyDeviceSignature } from '#mdoc';
import { defineCheck, failed, passed } from '../../check.js';
import type { AskedPresentation } from '../../verification.js';

/**
 * The key of the credential signed this document for this very request: client, nonce (and by what it is made of, the
 * notice), encryption key and response address; or nonce, encryption key and the page's origin. There is no telling which of them differed.
 */
export const deviceSignature = defineCheck({
  name: 'device-signature',
  clause: 'ISO/IEC 18013-5 §9.1.3.4, §9.1.3.6; OpenID4VP 1.0 §B.2.6.1, §B.2.6.2, §14.1.2; Incola docs/consent.md',
  scope: 'presentation',
  ofHolder: true,
  formats: ['mso_mdoc'],
  needs: ['mdoc', 'deviceSignature', 'holderJwk'],
  gives: ['holderSigned'],
  codes: ['device_signature_invalid'],
  async check({ mdoc, deviceSignature: signature, holderJwk }, { asked, trust }) {
    const document = { docType: mdoc.docType, deviceSigned: { ...mdoc.deviceSigned, signature } };
    const valid = await verifyDeviceSignature(document, transcriptOf(asked), holderJwk, trust.verifySignature);
    return valid ? passed({ holderSigned: {} }) : failed('device_signature_invalid');
  },
});

function transcriptOf({
  clientId,
  channel,
  presentationNonce,
  encryptionKeyThumbprint,
}: AskedPresentation): Uint8Array {
  if (channel.kind === 'dc_api') {
    return dcApiTranscript({ origin: channel.origin, presentationNonce, encryptionKeyThumbprint });
  }
  const { responseUri } = channel;
  return openId4VpTranscript({ clientId, presentationNonce, responseUri, encryptionKeyThumbprint });
}
