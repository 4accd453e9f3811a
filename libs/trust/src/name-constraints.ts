import { compareBytes, decodeUtf8, encodeBase64url, isCodedError } from '#primitives';
import type { AuthorityJwk } from './authority-key.js';
import type { Certificate } from './read-certificate.js';
import { readDer, readDerChildren, readObjectIdentifier, TAG, type DerElement } from './read-der.js';
import type { CertificateExtensions, GeneralName } from './read-extensions.js';

/** Context-specific tags of the kinds of names that are understood (RFC 5280 §4.2.1.6). */
const NAME = { mail: 0x81, dns: 0x82, directory: 0xa4, uri: 0x86, address: 0x87 } as const;

/**
 * Whether every certificate of a path lies within the name constraints of all authorities above it (RFC 5280 §4.2.1.10,
 * §6.1.3 (b) and (c), §6.1.4 (g)). A kind of name that is constrained and not understood is within nothing.
 * @param path leaf first, the trusted root last
 */
export function meetNameConstraints(path: readonly Certificate<AuthorityJwk>[]): boolean {
  return path.every(({ extensions: { nameConstraints } }, above) => {
    if (nameConstraints === undefined) return true;
    const below = path.slice(0, above);
    return below.every((certificate, index) => isExempt(certificate, index) || isWithin(certificate, nameConstraints));
  });
}

/** Self-issued authorities, by which a key is followed by another, bear the authority's own name. */
function isExempt({ subject, issuer }: Certificate<AuthorityJwk>, index: number): boolean {
  return index > 0 && compareBytes(subject, issuer) === 0;
}

function isWithin(
  { subject, extensions: { subjectAlternativeNames = [] } }: Certificate<AuthorityJwk>,
  { permitted, excluded }: NonNullable<CertificateExtensions['nameConstraints']>,
): boolean {
  // An empty subject has two octets; then the alternative names stand for it.
  const names = [
    ...(subject.length > 2 ? [{ tag: NAME.directory, content: subject }] : []),
    ...subjectAlternativeNames,
  ];
  return names.every((name) => {
    const isOfKind = ({ tag }: GeneralName) => tag === name.tag;
    const allowed = permitted.filter(isOfKind);
    const refused = excluded.filter(isOfKind);
    if (allowed.length + refused.length === 0) return true;
    const covers = COVERS.get(name.tag);
    if (covers === undefined || refused.some(({ content }) => covers(content, name.content) !== false)) return false;
    return allowed.length === 0 || allowed.some(({ content }) => covers(content, name.content) === true);
  });
}

/** Whether a constraint covers a name; `undefined` where that cannot be told, which never speaks for the name. */
const COVERS = new Map<number, Covers<Uint8Array>>([
  [NAME.directory, ofNames],
  [NAME.dns, ofTexts((constraint, host) => coversHost(constraint, host, true))],
  [NAME.mail, ofTexts(coversMailbox)],
  [NAME.uri, ofTexts(coversUri)],
  [NAME.address, coversAddress],
]);

/** Each as text that is the same however it was encoded, in whatever case and spacing (RFC 5280 §7.1). */
function relativeNamesOf(name: Uint8Array): string[] {
  return readDerChildren(readDer(name)).map((set) => {
    const attributes = readDerChildren(set, TAG.set).map((attribute) => {
      const [type, value] = readDerChildren(attribute);
      return `${readObjectIdentifier(type)}=${value === undefined ? '' : foldedTextOf(value)}`;
    });
    return attributes.sort().join('+');
  });
}

function foldedTextOf({ tag, content }: DerElement): string {
  if (tag !== TAG.utf8String && tag !== TAG.printableString) return `#${encodeBase64url(content)}`;
  return decodeUtf8(content).normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

function isPrefix(prefix: readonly string[], names: readonly string[]): boolean {
  return prefix.every((one, index) => one === names[index]);
}

/** Names of hosts are compared without case; a leading dot means those below it alone. */
function coversHost(constraint: string, host: string, orBelow: boolean): boolean {
  if (constraint === '') return true;
  if (constraint.startsWith('.')) return host.endsWith(constraint);
  return host === constraint || (orBelow && host.endsWith(`.${constraint}`));
}

function coversMailbox(constraint: string, mailbox: string): boolean | undefined {
  const host = mailbox.split('@')[1];
  if (host === undefined) return undefined;
  return constraint.includes('@') ? constraint === mailbox : coversHost(constraint, host, false);
}

function coversUri(constraint: string, uri: string): boolean | undefined {
  const host = URL.canParse(uri) ? new URL(uri).hostname : '';
  // A URI without a host, or with an address for one, is rejected where URIs are constrained (RFC 5280 §4.2.1.10).
  return host === '' || /^[\d.]+$|^\[/.test(host) ? undefined : coversHost(constraint, host, false);
}

/** The constraint is an address and its mask. */
function coversAddress(constraint: Uint8Array, address: Uint8Array): boolean {
  if (constraint.length !== address.length * 2) return false;
  return address.every((octet, index) => {
    const mask = constraint[address.length + index] ?? 0;
    return (octet & mask) === ((constraint[index] ?? 0) & mask);
  });
}

type Covers<Name> = (constraint: Name, name: Name) => boolean | undefined;

function ofNames(constraint: Uint8Array, name: Uint8Array): boolean | undefined {
  return unlessMalformed(() => isPrefix(relativeNamesOf(constraint), relativeNamesOf(name)));
}

function ofTexts(covers: Covers<string>): Covers<Uint8Array> {
  return (constraint, name) =>
    unlessMalformed(() => covers(decodeUtf8(constraint).toLowerCase(), decodeUtf8(name).toLowerCase()));
}

function unlessMalformed<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
