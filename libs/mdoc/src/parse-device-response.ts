import { decodeCbor, isCborArray, isCborMap, parseCoseSign1, type CborValue } from '#cbor';
import { expectEmbedded, expectMap, expectText, malformedMdoc } from './cbor-records.js';
import type { PresentedMdoc } from './mdoc.js';
import { decodeMdoc, DEFAULT_MDOC_LIMITS, readIssuerSigned, type MdocLimits } from './parse-issuer-signed.js';

/**
 * Takes a presented mdoc apart and verifies nothing. HAIP 1.0 §5.3.1: one document a response.
 * @param presentation base64url of a `DeviceResponse` (ISO/IEC 18013-5 §8.3.2.1.2.2; OpenID4VP 1.0 §B.2.5)
 * @throws `malformed_mdoc`, `too_many_elements`, `element_value_unsupported`, and the codes of base64url, CBOR and COSE
 */
export function parseDeviceResponse(presentation: string, limits: MdocLimits = DEFAULT_MDOC_LIMITS): PresentedMdoc {
  const response = expectMap(decodeMdoc(presentation, limits), 'the response is not a map');
  const version = expectText(response.get('version'), 'the response has no version');
  if (!/^1\.\d+$/.test(version)) throw malformedMdoc('the response is of another version');
  if (response.get('status') !== 0) throw malformedMdoc('the response says that it failed');
  const documents = response.get('documents');
  if (!isCborArray(documents) || documents.length !== 1) throw malformedMdoc('the response is not one document');
  const document = expectMap(documents[0], 'the document is not a map');
  return {
    docType: expectText(document.get('docType'), 'the document has no type'),
    issuerSigned: readIssuerSigned(document.get('issuerSigned'), limits),
    deviceSigned: readDeviceSigned(document.get('deviceSigned')),
  };
}

/** Left out, it is signed by no device; whether that is accepted, is for others to say (OpenID4VP 1.0 §5.3). */
function readDeviceSigned(value: CborValue): PresentedMdoc['deviceSigned'] {
  if (value === undefined) return { nameSpacesBytes: new Uint8Array(), elementCount: 0, hasMac: false };
  const deviceSigned = expectMap(value, 'what the device signed is not a map');
  const { content, encoded } = expectEmbedded(
    deviceSigned.get('nameSpaces'),
    'the device’s namespaces are not embedded',
  );
  const nameSpaces = expectMap(decodeCbor(content), 'the device’s namespaces are not a map');
  const deviceAuth = expectMap(deviceSigned.get('deviceAuth'), 'the device’s authentication is missing');
  const signature = deviceAuth.get('deviceSignature');
  return {
    nameSpacesBytes: encoded,
    elementCount: [...nameSpaces.values()].reduce<number>((count, elements) => count + sizeOf(elements), 0),
    ...(signature === undefined ? {} : { signature: parseCoseSign1(signature) }),
    hasMac: deviceAuth.get('deviceMac') !== undefined,
  };
}

/** Whatever stands there counts as one element at least. */
function sizeOf(elements: CborValue): number {
  return isCborMap(elements) ? Math.max(elements.size, 1) : 1;
}
