import {
  COSE_HEADER,
  coseKeyFromJwk,
  createCoseSign1,
  EncodedCbor,
  encodeCbor,
  x5chainOf,
  type CborKey,
  type CborValue,
} from '#cbor';
import { assertOurs, compareBytes, encodeBase64url, sha256, type RandomBytes } from '#primitives';
import { embedded, record } from './cbor-records.js';
import { dateTimeOf } from './date-time.js';
import type { MdocIssuingTools, MdocToIssue } from './mdoc.js';

/** ISO/IEC 18013-5 §9.1.2.5 asks for 16 at least. */
const SALT_BYTES = 32;
/** Of randomness for an element's place among the digests. */
const PLACE_BYTES = 8;

/**
 * Issues an mdoc (ISO/IEC 18013-5 §9.1.2): each element salted and digested, the digests under the document signer's
 * signature. Its certificates stand in the unprotected header, and the root is not among them (§9.1.2.4).
 * @returns base64url of the `IssuerSigned`: the `credential` of OpenID4VCI 1.0 §A.2.4
 */
export async function issueMdoc(toIssue: MdocToIssue, tools: MdocIssuingTools): Promise<string> {
  assertOurs(toIssue.issuedAt < toIssue.expiresAt, 'an mdoc ends after it begins');
  const nameSpaces = new Map<CborKey, CborValue>();
  const valueDigests = new Map<CborKey, CborValue>();
  for (const [namespace, elements] of Object.entries(toIssue.nameSpaces)) {
    const items = saltElements(elements, tools.random);
    nameSpaces.set(namespace, items);
    valueDigests.set(namespace, new Map(items.map(({ bytes }, digestId): [CborKey, CborValue] => [digestId, sha256(bytes)]))); // prettier-ignore
  }
  const issuerAuth = await createCoseSign1(
    {
      unprotectedHeader: new Map([[COSE_HEADER.x5chain, x5chainOf(toIssue.x5c)]]),
      payload: encodeCbor(embedded(securityObject(toIssue, valueDigests))),
    },
    tools.signer,
  );
  return encodeBase64url(encodeCbor(record({ nameSpaces, issuerAuth })));
}

/** The items of a namespace in the order of their digest ids, which tells nothing about what they are. */
function saltElements(elements: Readonly<Record<string, CborValue>>, random: RandomBytes): EncodedCbor[] {
  const names = Object.keys(elements);
  // One draw for all of them: each would cost more than its digest.
  const drawn = random(names.length * (SALT_BYTES + PLACE_BYTES));
  return names
    .map((elementIdentifier, index) => {
      const own = drawn.subarray(index * (SALT_BYTES + PLACE_BYTES), (index + 1) * (SALT_BYTES + PLACE_BYTES));
      return { elementIdentifier, salt: own.subarray(0, SALT_BYTES), place: own.subarray(SALT_BYTES) };
    })
    .sort((left, right) => compareBytes(left.place, right.place))
    .map(({ elementIdentifier, salt }, digestID) => {
      const item = record({ digestID, random: salt, elementIdentifier, elementValue: elements[elementIdentifier] });
      return new EncodedCbor(encodeCbor(embedded(item)));
    });
}

function securityObject(toIssue: MdocToIssue, valueDigests: ReadonlyMap<CborKey, CborValue>): CborValue {
  const signed = dateTimeOf(toIssue.issuedAt);
  return record({
    version: '1.0',
    digestAlgorithm: 'SHA-256',
    valueDigests,
    deviceKeyInfo: record({ deviceKey: coseKeyFromJwk(toIssue.deviceKey) }),
    docType: toIssue.docType,
    validityInfo: record({ signed, validFrom: signed, validUntil: dateTimeOf(toIssue.expiresAt) }),
    ...(toIssue.status === undefined ? {} : { status: record({ status_list: record({ ...toIssue.status }) }) }),
  });
}
