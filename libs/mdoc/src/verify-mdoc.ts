import { verifyCoseSign1 } from '#cbor';
import type { PublicJwk, VerifySignature } from '#primitives';
import { deviceAuthenticationBytes } from './device-authentication.js';
import type { ParsedIssuerSigned, PresentedMdoc } from './mdoc.js';

/** Whether the document signer's key signed the security object (ISO/IEC 18013-5 §9.3.1 step 2). */
export function verifyIssuerAuth(
  { issuerAuth }: Pick<ParsedIssuerSigned, 'issuerAuth'>,
  documentSigner: PublicJwk,
  verify: VerifySignature,
): Promise<boolean> {
  return verifyCoseSign1(issuerAuth, documentSigner, verify);
}

/**
 * Whether the device key signed this document for this session (ISO/IEC 18013-5 §9.1.3.6). `false` too where the device
 * authenticated otherwise.
 * @param sessionTranscript from `openId4VpTranscript` or `dcApiTranscript`
 */
export async function verifyDeviceSignature(
  { docType, deviceSigned: { signature, nameSpacesBytes } }: Pick<PresentedMdoc, 'docType' | 'deviceSigned'>,
  sessionTranscript: Uint8Array,
  deviceKey: PublicJwk,
  verify: VerifySignature,
): Promise<boolean> {
  if (signature === undefined) return false;
  // §9.1.3.6: the payload travels apart, always.
  const payload = deviceAuthenticationBytes(sessionTranscript, docType, nameSpacesBytes);
  return verifyCoseSign1(signature, deviceKey, verify, payload);
}
