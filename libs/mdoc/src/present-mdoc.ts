import { createCoseSign1, EncodedCbor, encodeCbor, type CborKey, type CborValue } from '#cbor';
import { encodeBase64url, refusal } from '#primitives';
import { embedded, expectMap, record } from './cbor-records.js';
import { deviceAuthenticationBytes } from './device-authentication.js';
import type { IssuerSignedItem, MdocPresentationToCreate } from './mdoc.js';
import { decodeMdoc, DEFAULT_MDOC_LIMITS, parseIssuerSigned } from './parse-issuer-signed.js';

/**
 * Presents an mdoc with a device signature (ISO/IEC 18013-5 §8.3.2.1.2.2, §9.1.3): the elements asked for, and no others.
 * @returns base64url of a `DeviceResponse`, as `vp_token` carries it (OpenID4VP 1.0 §B.2.5)
 * @throws `claim_not_present` for an element that the mdoc does not hold, and the codes of parsing
 */
export async function presentMdoc(toPresent: MdocPresentationToCreate): Promise<string> {
  const { mso, items } = parseIssuerSigned(toPresent.issuerSigned);
  const held = expectMap(
    decodeMdoc(toPresent.issuerSigned, DEFAULT_MDOC_LIMITS),
    'what the issuer signed is not a map',
  );
  const nameSpaces = chooseItems(items, toPresent.disclose);
  const noElements = embedded(new Map());
  const payload = deviceAuthenticationBytes(toPresent.sessionTranscript, mso.docType, encodeCbor(noElements));
  const deviceSignature = await createCoseSign1({ payload, isDetached: true }, toPresent.signer);
  const issuerAuth = held.get('issuerAuth');
  const document = record({
    docType: mso.docType,
    issuerSigned: record(nameSpaces.size === 0 ? { issuerAuth } : { nameSpaces, issuerAuth }),
    deviceSigned: record({ nameSpaces: noElements, deviceAuth: record({ deviceSignature }) }),
  });
  return encodeBase64url(encodeCbor(record({ version: '1.0', documents: [document], status: 0 })));
}

function chooseItems(
  items: readonly IssuerSignedItem[],
  disclose: MdocPresentationToCreate['disclose'],
): Map<CborKey, CborValue> {
  const chosen = new Map<string, Map<IssuerSignedItem, EncodedCbor>>();
  for (const [namespace, identifier, ...beyond] of disclose) {
    const item = items.find((held) => held.namespace === namespace && held.elementIdentifier === identifier);
    if (item === undefined || beyond.length > 0) {
      throw refusal('claim_not_present', 'The credential does not hold a requested claim.');
    }
    const ofNamespace = chosen.get(item.namespace) ?? new Map<IssuerSignedItem, EncodedCbor>();
    chosen.set(item.namespace, ofNamespace.set(item, new EncodedCbor(item.encoded)));
  }
  return new Map([...chosen].map(([namespace, ofNamespace]) => [namespace, [...ofNamespace.values()]]));
}
