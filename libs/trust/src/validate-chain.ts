import {
  encodeBase64,
  encodeBase64url,
  encodeUtf8,
  equalBytes,
  isCodedError,
  sha256,
  verifyWithWebCrypto,
  type VerifySignature,
} from '#primitives';
import { BoundedCache } from './bounded-cache.js';
import { CHAIN_PROFILES, type ChainProfile, type ChainPurpose } from './chain-purposes.js';
import { meetNameConstraints } from './name-constraints.js';
import { keyDigest } from './public-key-encoding.js';
import { certificateDigest, readAuthority, readCertificate, type Certificate } from './read-certificate.js';
import type { CertificateExtensions } from './read-extensions.js';
import type { AuthorityJwk } from './authority-key.js';
import type { ChainOutcome, TrustedLeaf } from './trust.js';
import { verifyCertificateSignature } from './verify-certificate-signature.js';

/** Certificates in `x5c`; the root is not among them. */
export const MAX_CHAIN_LENGTH = 4;
const MAX_CACHED_CHAINS = 256;
const DIGITAL_SIGNATURE = 0;
const KEY_CERT_SIGN = 5;
/** Context-specific tag of a `dNSName`. */
const DNS_NAME = 0x82;

/** The leaf, whose key signs what we verify, and the authorities above it. */
type ReadChain = [Certificate, ...Certificate<AuthorityJwk>[]];
type AnyCertificate = Certificate<AuthorityJwk>;

interface ValidChain {
  leaf: TrustedLeaf;
  anchor: string;
  /** Where the validity of all its certificates overlaps, seconds since the epoch. */
  from: number;
  until: number;
}

/**
 * What was found, by the function that verified it, so that one caller's function never vouches for another's; chains that
 * are valid, and the codes of those that can never be, apart, so that nobody drives out the former by sending the latter.
 */
const found = new WeakMap<VerifySignature, { valid: BoundedCache<ValidChain>; invalid: BoundedCache<string> }>();
/** Of root lists that cannot change any more. */
const digestsOfRoots = new WeakMap<readonly string[], string>();

/**
 * Validates a certification path (RFC 5280 §6.1; any policy will do, and an authority that requires one is refused).
 * The leaf's key is P-256 or Ed25519; the authorities' may be P-384, P-521 or RSA too.
 * A chain once looked at is remembered, at most 256 that are valid and as many that are not, and only dates are looked at again.
 * @param x5c DER in Base 64, leaf first, without the root (RFC 7515 §4.1.6; HAIP 1.0)
 * @param roots DER in Base 64: the trust anchors of this purpose
 * @param atSeconds the time of the decision, seconds since the epoch
 * @returns untrusted with `chain_malformed`, `chain_too_long`, `chain_key_unsupported`, `root_in_chain`,
 *   `leaf_self_signed`, `chain_extension_unknown`, `chain_constraints`, `chain_usage`, `chain_names`, `chain_signature`,
 *   `chain_untrusted` (no root of ours) or `chain_expired` (expired, or not valid yet)
 */
export async function validateChain(
  x5c: readonly string[],
  roots: readonly string[],
  atSeconds: number,
  purpose: ChainPurpose,
  verifySignature: VerifySignature = verifyWithWebCrypto,
): Promise<ChainOutcome> {
  if (x5c.length > MAX_CHAIN_LENGTH) return untrusted('chain_too_long');
  const { valid, invalid } = cachesOf(verifySignature);
  const key = `${purpose} ${digestOfRoots(roots)} ${digestOf(x5c)}`;
  let chain = valid.get(key);
  if (chain === undefined) {
    const looked = invalid.get(key) ?? (await findValidChain(x5c, roots, purpose, verifySignature));
    if (typeof looked === 'string') {
      invalid.set(key, looked);
      return untrusted(looked);
    }
    valid.set(key, (chain = looked));
  }
  if (atSeconds > chain.until) valid.delete(key);
  if (atSeconds < chain.from || atSeconds > chain.until) return untrusted('chain_expired');
  return { outcome: 'trusted', leaf: chain.leaf, anchor: chain.anchor };
}

function cachesOf(verifySignature: VerifySignature) {
  const known = found.get(verifySignature);
  if (known !== undefined) return known;
  const caches = {
    valid: new BoundedCache<ValidChain>(MAX_CACHED_CHAINS),
    invalid: new BoundedCache<string>(MAX_CACHED_CHAINS),
  };
  found.set(verifySignature, caches);
  return caches;
}

function digestOfRoots(roots: readonly string[]): string {
  const known = digestsOfRoots.get(roots);
  if (known !== undefined) return known;
  const digest = digestOf(roots);
  if (Object.isFrozen(roots)) digestsOfRoots.set(roots, digest);
  return digest;
}

function digestOf(certificates: readonly string[]): string {
  return encodeBase64url(sha256(encodeUtf8(JSON.stringify(certificates))));
}

/** Everything but the dates. @returns the chain, or the code of what is wrong with it */
async function findValidChain(
  x5c: readonly string[],
  roots: readonly string[],
  purpose: ChainPurpose,
  verifySignature: VerifySignature,
): Promise<ValidChain | string> {
  if (x5c.length === 0) return 'chain_malformed';
  const certificates = readAll(x5c);
  if (typeof certificates === 'string') return certificates;
  const [leaf] = certificates;
  if (equalBytes(leaf.subject, leaf.issuer)) return 'leaf_self_signed';
  const profile = CHAIN_PROFILES[purpose];
  const isAnchorItself = profile.trustsLeaves && x5c.length === 1 && roots.includes(x5c[0] as string);
  if (!isAnchorItself && x5c.some((certificate) => roots.includes(certificate))) return 'root_in_chain';
  if (certificates.some(({ subject, issuer }) => equalBytes(subject, issuer))) return 'root_in_chain';
  const root = isAnchorItself ? leaf : await findRoot(certificates.at(-1) as AnyCertificate, roots, verifySignature);
  const path: AnyCertificate[] = root === undefined || isAnchorItself ? certificates : [...certificates, root];
  const flaw = checkLeaf(leaf, profile) ?? checkAuthorities(path, profile) ?? checkNames(path, purpose);
  if (flaw !== undefined) return flaw;
  for (let index = 0; index + 1 < certificates.length; index++) {
    const [subject, issuer] = [certificates[index] as AnyCertificate, certificates[index + 1] as AnyCertificate];
    if (!(await verifyCertificateSignature(subject, issuer.publicJwk, verifySignature))) return 'chain_signature';
  }
  if (root === undefined) return 'chain_untrusted';
  return {
    leaf: trustedLeaf(certificates),
    anchor: encodeBase64(root.der),
    from: Math.max(...path.map(({ notBefore }) => notBefore)),
    until: Math.min(...path.map(({ notAfter }) => notAfter)),
  };
}

function readAll([leaf = '', ...authorities]: readonly string[]): ReadChain | string {
  try {
    return [readCertificate(leaf), ...authorities.map(readAuthority)];
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return error.code.startsWith('unsupported_') ? 'chain_key_unsupported' : 'chain_malformed';
  }
}

function checkLeaf({ extensions }: AnyCertificate, profile: ChainProfile): string | undefined {
  if (extensions.basicConstraints?.isAuthority === true) return 'chain_constraints';
  if (!allowsUsage(extensions, DIGITAL_SIGNATURE, profile)) return 'chain_usage';
  const { keyPurposes, needsKeyPurpose } = profile;
  const { extendedKeyUsage } = extensions;
  if (extendedKeyUsage === undefined) return needsKeyPurpose ? 'chain_usage' : undefined;
  const isMeant = keyPurposes?.some((keyPurpose) => extendedKeyUsage.includes(keyPurpose)) ?? true;
  return isMeant ? undefined : 'chain_usage';
}

/** RFC 5280 §6.1.4 (k) to (n); every certificate above the leaf is an authority, and the roots are held to it too. */
function checkAuthorities(path: readonly AnyCertificate[], profile: ChainProfile): string | undefined {
  if (path.some(({ extensions }) => extensions.unknownCritical.length > 0)) return 'chain_extension_unknown';
  for (const [index, { extensions }] of path.entries()) {
    if (index === 0) continue;
    const { basicConstraints } = extensions;
    if (basicConstraints?.isAuthority !== true) return 'chain_constraints';
    if (basicConstraints.pathLength !== undefined && basicConstraints.pathLength < index - 1)
      return 'chain_constraints';
    if (!allowsUsage(extensions, KEY_CERT_SIGN, profile)) return 'chain_usage';
  }
  return undefined;
}

function allowsUsage({ keyUsage }: CertificateExtensions, bit: number, { needsKeyUsage }: ChainProfile): boolean {
  return keyUsage === undefined ? !needsKeyUsage : keyUsage.has(bit);
}

/**
 * RFC 5280 §6.1.3 (a)(4), (b) and (c). Octets are compared: an issuer copies its name, so that nothing needs to be normalised.
 * A document signer is of its authority's country (ISO/IEC 18013-5 Annex B).
 */
function checkNames(path: readonly AnyCertificate[], purpose: ChainPurpose): string | undefined {
  const chained = path.every((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined || isNamedBy(certificate, issuer);
  });
  if (!chained || !meetNameConstraints(path)) return 'chain_names';
  const countries = new Set(path.flatMap(({ country }) => country ?? []));
  return purpose === 'listed_document_signer' && countries.size > 1 ? 'chain_names' : undefined;
}

async function findRoot(
  last: AnyCertificate,
  roots: readonly string[],
  verifySignature: VerifySignature,
): Promise<AnyCertificate | undefined> {
  for (const root of roots) {
    const anchor = readRoot(root);
    const isNamed = anchor !== undefined && isNamedBy(last, anchor);
    if (isNamed && (await verifyCertificateSignature(last, anchor.publicJwk, verifySignature))) return anchor;
  }
  return undefined;
}

/** One whose key or encoding we refuse is no root, and stands in nobody's way. */
function readRoot(root: string): AnyCertificate | undefined {
  try {
    return readAuthority(root);
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

function isNamedBy(subject: AnyCertificate, issuer: AnyCertificate): boolean {
  if (!equalBytes(subject.issuer, issuer.subject)) return false;
  const { authorityKeyIdentifier } = subject.extensions;
  const { subjectKeyIdentifier } = issuer.extensions;
  return (
    authorityKeyIdentifier === undefined ||
    subjectKeyIdentifier === undefined ||
    authorityKeyIdentifier === subjectKeyIdentifier
  );
}

function trustedLeaf(certificates: ReadChain): TrustedLeaf {
  const [leaf] = certificates;
  return {
    publicJwk: leaf.publicJwk,
    keyDigest: keyDigest(leaf.subjectPublicKeyInfo),
    certificateDigest: certificateDigest(leaf.der),
    subjectName: leaf.subjectName,
    dnsNames: dnsNamesOf(leaf),
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
    authorityKeyIdentifiers: certificates.flatMap(({ extensions }) => extensions.authorityKeyIdentifier ?? []),
  };
}

/** RFC 5280 §4.2.1.6: `dNSName` is IA5String, in octets. */
function dnsNamesOf({ extensions: { subjectAlternativeNames = [] } }: Certificate): string[] {
  return subjectAlternativeNames
    .filter(({ tag }) => tag === DNS_NAME)
    .map(({ content }) => String.fromCharCode(...content));
}

function untrusted(code: string): ChainOutcome {
  return { outcome: 'untrusted', code };
}
