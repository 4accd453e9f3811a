import { CBOR_TAG, CborTag, encodeCbor, isCborMap, type CborKey, type CborMap, type CborValue } from '#cbor';
import { refusal, type CodedError } from '#primitives';

/** A map whose keys are names. */
export function record(members: Record<string, CborValue>): Map<CborKey, CborValue> {
  return new Map(Object.entries(members));
}

/** `#6.24(bstr .cbor …)`: a data item as octets, over which a digest or a signature is. */
export function embedded(item: CborValue): CborTag {
  return new CborTag(CBOR_TAG.encodedCbor, encodeCbor(item));
}

/** The octets inside `#6.24(bstr)`, and the whole with its tag. @throws `malformed_mdoc` */
export function expectEmbedded(value: CborValue, what: string): { content: Uint8Array; encoded: Uint8Array } {
  if (value instanceof CborTag && value.tag === CBOR_TAG.encodedCbor && value.content instanceof Uint8Array) {
    return { content: value.content, encoded: value.encoded ?? encodeCbor(value) };
  }
  throw malformedMdoc(what);
}

/** @throws `malformed_mdoc` */
export function expectMap(value: CborValue, what: string): CborMap {
  if (!isCborMap(value)) throw malformedMdoc(what);
  return value;
}

/** @throws `malformed_mdoc` */
export function expectText(value: CborValue, what: string): string {
  if (typeof value !== 'string') throw malformedMdoc(what);
  return value;
}

export function malformedMdoc(what: string): CodedError {
  return refusal('malformed_mdoc', `The mdoc is not well formed: ${what}.`);
}
