import { refusal, type CodedError } from '#primitives';

/** One element of a DER encoding (ITU-T X.690): its tag octet, what it holds, and all its octets. */
export interface DerElement {
  tag: number;
  content: Uint8Array;
  whole: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/**
 * Reads exactly one element, of the given tag where one is given.
 * @throws `malformed_der` for trailing octets, indefinite or wasteful lengths (X.690 §10.1), or another tag.
 */
export function readDer(bytes: Uint8Array, tag?: number): DerElement {
  const { element, next } = readAt(bytes, 0);
  if (next !== bytes.length) throw malformedDer('octets after its end');
  if (tag !== undefined) expectTag(element, tag);
  return element;
}

/** The elements inside a constructed one. @throws `malformed_der`, also where the tag is another. */
export function readDerChildren(element: DerElement, tag: number = TAG.sequence): DerElement[] {
  expectTag(element, tag);
  const children: DerElement[] = [];
  for (let offset = 0; offset < element.content.length;) {
    const { element: child, next } = readAt(element.content, offset);
    children.push(child);
    offset = next;
  }
  return children;
}

/** @throws `malformed_der` where the element is missing or has another tag. */
export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw malformedDer(`no element of tag ${tag} where one belongs`);
  return element;
}

/** Dotted form of an object identifier. @throws `malformed_der` */
export function readObjectIdentifier(element: DerElement | undefined): string {
  const { content } = expectTag(element, TAG.objectIdentifier);
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    if (arc > 0x1fffff || (arc === 0 && octet === 0x80)) throw malformedDer('an object identifier out of bounds');
    arc = arc * 128 + (octet & 0x7f);
    if ((octet & 0x80) === 0) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const first = arcs[0];
  if (first === undefined || ((content.at(-1) as number) & 0x80) !== 0) throw malformedDer('a cut object identifier');
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...arcs.slice(1)].join('.');
}

/** The octets of a bit string whose last one is full. @throws `malformed_der` */
export function readWholeBitString(element: DerElement | undefined): Uint8Array {
  const { content } = expectTag(element, TAG.bitString);
  if (content[0] !== 0) throw malformedDer('a bit string that is not whole octets');
  return content.subarray(1);
}

/** A small whole number, at most 2^31 − 1. @throws `malformed_der` */
export function readSmallInteger(element: DerElement | undefined): number {
  const { content } = expectTag(element, TAG.integer);
  if (content.length === 0 || content.length > 4 || (content[0] as number) >= 0x80) {
    throw malformedDer('a number out of bounds');
  }
  return content.reduce((value, octet) => value * 256 + octet, 0);
}

/** @throws `malformed_der` */
export function readBoolean(element: DerElement | undefined): boolean {
  const { content } = expectTag(element, TAG.boolean);
  if (content.length !== 1 || (content[0] !== 0x00 && content[0] !== 0xff)) throw malformedDer('a boolean out of form');
  return content[0] === 0xff;
}

export function malformedDer(what: string): CodedError {
  return refusal('malformed_der', `The DER encoding holds ${what}.`);
}

function readAt(bytes: Uint8Array, start: number): { element: DerElement; next: number } {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw malformedDer('a cut or long tag');
  let length = first;
  let begin = start + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 3) throw malformedDer('a length out of bounds');
    length = 0;
    for (let count = 0; count < octets; count++) length = length * 256 + (bytes[begin++] ?? 0);
    if (length < 0x80 || length < 256 ** (octets - 1)) throw malformedDer('a wasteful length');
  }
  const next = begin + length;
  if (next > bytes.length) throw malformedDer('a length beyond its end');
  return { element: { tag, content: bytes.subarray(begin, next), whole: bytes.subarray(start, next) }, next };
}
