import { EncodedCbor, encodeCbor } from '#cbor';
import { embedded } from './cbor-records.js';

/**
 * `DeviceAuthenticationBytes` (ISO/IEC 18013-5 §9.1.3.4): what the holder signs, the session with it, so that the answer
 * serves no other request.
 * @param nameSpacesBytes `DeviceNameSpacesBytes`, tag included
 */
export function deviceAuthenticationBytes(
  sessionTranscript: Uint8Array,
  docType: string,
  nameSpacesBytes: Uint8Array,
): Uint8Array {
  const transcript = new EncodedCbor(sessionTranscript);
  return encodeCbor(embedded(['DeviceAuthentication', transcript, docType, new EncodedCbor(nameSpacesBytes)]));
}
