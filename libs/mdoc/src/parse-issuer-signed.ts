import { decodeCbor, isCborArray, parseCoseSign1, readX5chain, type CborLimits, type CborValue } from '#cbor';
import { decodeBase64url, refusal } from '#primitives';
import { expectEmbedded, expectMap, expectText, malformedMdoc } from './cbor-records.js';
import type { IssuerSignedItem, ParsedIssuerSigned } from './mdoc.js';
import { parseMso } from './parse-mso.js';

export interface MdocLimits {
  /** Characters of base64url. */
  maxLength: number;
  /** Data elements. */
  maxElements: number;
}

export const DEFAULT_MDOC_LIMITS: MdocLimits = { maxLength: 64 * 1024, maxElements: 128 };

/** Of the CBOR inside; an mdoc nests its containers, and values of some structure inside them. */
const MAX_DEPTH = 16;
const MAX_ITEMS = 4096;
const MIN_SALT_BYTES = 16;

/**
 * Takes an issued mdoc apart and verifies nothing; `verifyIssuerAuth` and `discloseElements` come next.
 * @param credential base64url of an `IssuerSigned` (ISO/IEC 18013-5 §8.3.2.1.2.2; OpenID4VCI 1.0 §A.2.4)
 * @throws `malformed_mdoc`, `too_many_elements`, `element_value_unsupported`, and the codes of base64url, CBOR and COSE
 */
export function parseIssuerSigned(credential: string, limits: MdocLimits = DEFAULT_MDOC_LIMITS): ParsedIssuerSigned {
  return readIssuerSigned(decodeMdoc(credential, limits), limits);
}

/** @throws `malformed_mdoc`, and the codes of base64url and CBOR */
export function decodeMdoc(encoded: string, limits: MdocLimits): CborValue {
  if (encoded.length > limits.maxLength) throw malformedMdoc(`it is longer than ${limits.maxLength} characters`);
  return decodeCbor(decodeBase64url(encoded), cborLimits(limits));
}

/** See {@link parseIssuerSigned}. @param value decoded */
export function readIssuerSigned(value: CborValue, limits: MdocLimits): ParsedIssuerSigned {
  const issuerSigned = expectMap(value, 'what the issuer signed is not a map');
  const issuerAuth = parseCoseSign1(issuerSigned.get('issuerAuth'));
  if (issuerAuth.payload === null) throw malformedMdoc('the security object is missing');
  return {
    issuerAuth,
    mso: parseMso(issuerAuth.payload, cborLimits(limits)),
    items: readItems(issuerSigned.get('nameSpaces'), limits),
    x5c: readX5chain(issuerAuth.unprotectedHeader),
  };
}

function readItems(value: CborValue, limits: MdocLimits): IssuerSignedItem[] {
  // §8.3.2.1.2.2: no namespaces where no element is shown.
  if (value === undefined) return [];
  const items: IssuerSignedItem[] = [];
  for (const [namespace, elements] of expectMap(value, 'the namespaces are not a map')) {
    if (typeof namespace !== 'string' || !isCborArray(elements)) throw malformedMdoc('elements of no namespace');
    if (items.length + elements.length > limits.maxElements) {
      throw refusal('too_many_elements', `The mdoc holds more than ${limits.maxElements} data elements.`);
    }
    for (const element of elements) items.push(readItem(namespace, element, limits));
  }
  return items;
}

function readItem(namespace: string, element: CborValue, limits: MdocLimits): IssuerSignedItem {
  const { content, encoded } = expectEmbedded(element, 'a data element is not embedded');
  const item = expectMap(decodeCbor(content, cborLimits(limits)), 'a data element is not a map');
  const digestId = item.get('digestID');
  const salt = item.get('random');
  if (typeof digestId !== 'number' || !Number.isSafeInteger(digestId) || digestId < 0) {
    throw malformedMdoc('a data element has no digest id');
  }
  if (!(salt instanceof Uint8Array) || salt.length < MIN_SALT_BYTES) throw malformedMdoc('a salt is too short');
  const elementIdentifier = expectText(item.get('elementIdentifier'), 'a data element has no identifier');
  if (!item.has('elementValue')) throw malformedMdoc('a data element has no value');
  return { namespace, digestId, elementIdentifier, elementValue: item.get('elementValue'), encoded };
}

function cborLimits({ maxLength }: MdocLimits): CborLimits {
  return { maxLength, maxDepth: MAX_DEPTH, maxItems: MAX_ITEMS };
}
