import { encodeBase64url } from '#primitives';
import {
  expectTag,
  malformedDer,
  readBoolean,
  readDer,
  readDerChildren,
  readObjectIdentifier,
  readSmallInteger,
  TAG,
  type DerElement,
} from './read-der.js';

/** The extensions of RFC 5280 §4.2.1 that path validation reads. Absent ones are `undefined`. */
export interface CertificateExtensions {
  basicConstraints?: { isAuthority: boolean; pathLength?: number };
  /** Bits by their number in §4.2.1.3: 0 digitalSignature, 5 keyCertSign. */
  keyUsage?: Set<number>;
  /** Object identifiers in dotted form. */
  extendedKeyUsage?: string[];
  subjectKeyIdentifier?: string;
  authorityKeyIdentifier?: string;
  subjectAlternativeNames?: GeneralName[];
  nameConstraints?: { permitted: GeneralName[]; excluded: GeneralName[] };
  /** Critical extensions that nobody here understands: §4.2 has such a certificate refused. */
  unknownCritical: string[];
}

/** RFC 5280 §4.2.1.6; `tag` is the context-specific one, which says what kind of name it is. */
export interface GeneralName {
  tag: number;
  /** What the element holds: text in octets, an address, or the DER of a directory name. */
  content: Uint8Array;
}

const MAX_EXTENSIONS = 32;
const MAX_NAMES = 256;

type Reader = (extensions: CertificateExtensions, value: DerElement) => void;

const READERS = new Map<string, Reader>([
  ['2.5.29.14', (extensions, value) => void (extensions.subjectKeyIdentifier = readKeyIdentifier(value))],
  ['2.5.29.15', (extensions, value) => void (extensions.keyUsage = readKeyUsage(value))],
  // Only name constraints look at these: the registry or a list, never a name, says whose key it is (design §4).
  ['2.5.29.17', (extensions, value) => void (extensions.subjectAlternativeNames = readNames(readDerChildren(value)))],
  ['2.5.29.19', (extensions, value) => void (extensions.basicConstraints = readBasicConstraints(value))],
  ['2.5.29.30', (extensions, value) => void (extensions.nameConstraints = readNameConstraints(value))],
  // Any policy will do here (RFC 5280 §6.1.1 (c)), unless an authority requires one, by an extension that is not among these.
  ['2.5.29.32', (_extensions, value) => void readDerChildren(value)],
  ['2.5.29.54', (_extensions, value) => void readSmallInteger(value)],
  ['2.5.29.35', (extensions, value) => void (extensions.authorityKeyIdentifier = readAuthorityKeyIdentifier(value))],
  [
    '2.5.29.37',
    (extensions, value) => void (extensions.extendedKeyUsage = readDerChildren(value).map(readObjectIdentifier)),
  ],
]);

/** @throws `malformed_der`, also for an extension that stands twice (RFC 5280 §4.2). */
export function readExtensions(tagged: DerElement | undefined): CertificateExtensions {
  const extensions: CertificateExtensions = { unknownCritical: [] };
  if (tagged === undefined) return extensions;
  const [list, ...rest] = readDerChildren(tagged, 0xa3);
  if (list === undefined || rest.length > 0) throw malformedDer('extensions out of form');
  const seen = new Set<string>();
  for (const extension of readDerChildren(list)) {
    const parts = readDerChildren(extension);
    const identifier = readObjectIdentifier(parts[0]);
    const critical = parts.length === 3 && readBoolean(parts[1]);
    const value = expectTag(parts.at(-1), TAG.octetString);
    if (parts.length > 3 || seen.has(identifier) || seen.size >= MAX_EXTENSIONS) {
      throw malformedDer('extensions twice, or too many');
    }
    seen.add(identifier);
    const reader = READERS.get(identifier);
    if (reader !== undefined) reader(extensions, readDer(value.content));
    else if (critical) extensions.unknownCritical.push(identifier);
  }
  return extensions;
}

function readBasicConstraints(value: DerElement): CertificateExtensions['basicConstraints'] {
  const parts = readDerChildren(value);
  const isAuthority = parts[0]?.tag === TAG.boolean && readBoolean(parts.shift());
  return parts.length > 0 ? { isAuthority, pathLength: readSmallInteger(parts[0]) } : { isAuthority };
}

function readKeyUsage(value: DerElement): Set<number> {
  const { content } = expectTag(value, TAG.bitString);
  const bits = new Set<number>();
  content.subarray(1).forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit);
  });
  return bits;
}

function readKeyIdentifier(value: DerElement): string {
  return encodeBase64url(expectTag(value, TAG.octetString).content);
}

function readAuthorityKeyIdentifier(value: DerElement): string | undefined {
  const identifier = readDerChildren(value).find(({ tag }) => tag === 0x80);
  return identifier === undefined ? undefined : encodeBase64url(identifier.content);
}

function readNames(elements: readonly DerElement[]): GeneralName[] {
  if (elements.length > MAX_NAMES) throw malformedDer('too many names');
  return elements.map(({ tag, content }) => ({ tag, content }));
}

/** RFC 5280 §4.2.1.10: `minimum` is 0 and left out, `maximum` is never there. */
function readNameConstraints(value: DerElement): CertificateExtensions['nameConstraints'] {
  const parts = readDerChildren(value);
  const subtreesOf = (tag: number) => {
    const subtrees = parts.find((part) => part.tag === tag);
    const bases = subtrees === undefined ? [] : readDerChildren(subtrees, tag).map((one) => readDerChildren(one));
    if (bases.some(({ length }) => length !== 1)) throw malformedDer('a distance in a name constraint');
    return readNames(bases.flat());
  };
  return { permitted: subtreesOf(0xa0), excluded: subtreesOf(0xa1) };
}
