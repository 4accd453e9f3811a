import { decodeCbor, isCborMap, type CborLimits, type CborValue } from '#cbor';
import { expectEmbedded, expectMap, expectText, malformedMdoc } from './cbor-records.js';
import { readDateTime } from './date-time.js';
import { jsonFromCbor } from './json-from-cbor.js';
import type { MobileSecurityObject } from './mdoc.js';

/**
 * Reads a Mobile Security Object (ISO/IEC 18013-5 §9.1.2.4) from the payload of `issuerAuth`. Unknown members are ignored.
 * @throws `malformed_mdoc`, `element_value_unsupported` and the codes of CBOR
 */
export function parseMso(payload: Uint8Array, limits: CborLimits): MobileSecurityObject {
  const { content } = expectEmbedded(decodeCbor(payload, limits), 'the security object is not embedded');
  const mso = expectMap(decodeCbor(content, limits), 'the security object is not a map');
  const version = expectText(mso.get('version'), 'the security object has no version');
  if (!/^1\.\d+$/.test(version)) throw malformedMdoc('the security object is of another version');
  const validity = expectMap(mso.get('validityInfo'), 'the validity is not a map');
  const keyInfo = expectMap(mso.get('deviceKeyInfo'), 'the device key is missing');
  const status = mso.get('status');
  return {
    docType: expectText(mso.get('docType'), 'the document type is missing'),
    digestAlgorithm: expectText(mso.get('digestAlgorithm'), 'the digest algorithm is missing'),
    valueDigests: readDigests(mso.get('valueDigests')),
    deviceKey: expectMap(keyInfo.get('deviceKey'), 'the device key is not a COSE key'),
    signed: expectTime(validity.get('signed')),
    validFrom: expectTime(validity.get('validFrom')),
    validUntil: expectTime(validity.get('validUntil')),
    status: status === undefined ? undefined : jsonFromCbor(status),
  };
}

function readDigests(value: CborValue): Map<string, Map<number, Uint8Array>> {
  const valueDigests = new Map<string, Map<number, Uint8Array>>();
  for (const [namespace, digests] of expectMap(value, 'the digests are not a map')) {
    if (typeof namespace !== 'string' || !isCborMap(digests)) throw malformedMdoc('digests of no namespace');
    const byId = new Map<number, Uint8Array>();
    for (const [digestId, digest] of digests) {
      if (typeof digestId !== 'number' || digestId < 0 || !(digest instanceof Uint8Array)) {
        throw malformedMdoc('a digest is not one');
      }
      byId.set(digestId, digest);
    }
    valueDigests.set(namespace, byId);
  }
  return valueDigests;
}

function expectTime(value: CborValue): number {
  const time = readDateTime(value);
  if (time === undefined) throw malformedMdoc('a time of its validity is not one');
  return time;
}
