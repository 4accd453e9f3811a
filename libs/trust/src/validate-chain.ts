import {
  encodeBase64url,
  encodeUtf8,
  equalBytes,
  isCodedError,
  sha256,
  verifyWithWebCrypto,
  type VerifySignature,
} from '#primitives';
import { BoundedCache } from './bounded-cache.js';
import { keyDigest } from './public-key-encoding.js';
import { certificateDigest, readCertificate, type Certificate } from './read-certificate.js';
import type { CertificateExtensions } from './read-extensions.js';
import type { ChainOutcome, TrustedLeaf } from './trust.js';

export type LeafPurpose = 'issuing' | 'access';

/**
 * The extended key usage that each kind of leaf must carry: ISO/IEC 18013-5 Annex B, document signer and reader
 * authentication. HAIP 1.0 leaves the profile open and recommends the latter for `x509_hash`.
 */
export const LEAF_KEY_PURPOSES: Record<LeafPurpose, string> = {
  issuing: '1.0.18013.5.1.2',
  access: '1.0.18013.5.1.6',
};

/** What a chain is validated for: a leaf of ours, or one of a wallet provider, whose certificate profile HAIP 1.0 leaves open. */
export type ChainPurpose = LeafPurpose | 'attesting';

/** Certificates in `x5c`; the root is not among them. */
export const MAX_CHAIN_LENGTH = 4;
const MAX_CACHED_CHAINS = 256;
const DIGITAL_SIGNATURE = 0;
const KEY_CERT_SIGN = 5;

interface ValidChain {
  leaf: TrustedLeaf;
  /** Where the validity of all its certificates overlaps, seconds since the epoch. */
  from: number;
  until: number;
}

/** Chains found valid, by the function that verified them, so that one caller's function never vouches for another's. */
const validChains = new WeakMap<VerifySignature, BoundedCache<ValidChain>>();

/**
 * Validates a certification path (RFC 5280 §6.1, without policies and name constraints, which are refused where critical).
 * A chain found valid is remembered, at most 256 of them, and only its dates are looked at again.
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
  const cache = validChains.get(verifySignature) ?? new BoundedCache<ValidChain>(MAX_CACHED_CHAINS);
  validChains.set(verifySignature, cache);
  if (x5c.length > MAX_CHAIN_LENGTH) return untrusted('chain_too_long');
  const key = encodeBase64url(sha256(encodeUtf8(JSON.stringify([purpose, x5c, roots]))));
  let chain = cache.get(key);
  if (chain === undefined) {
    const found = await findValidChain(x5c, roots, purpose, verifySignature);
    if (typeof found === 'string') return untrusted(found);
    cache.set(key, (chain = found));
  }
  if (atSeconds > chain.until) cache.delete(key);
  if (atSeconds < chain.from || atSeconds > chain.until) return untrusted('chain_expired');
  return { outcome: 'trusted', leaf: chain.leaf };
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
  const [leaf] = certificates as [Certificate];
  if (equalBytes(leaf.subject, leaf.issuer)) return 'leaf_self_signed';
  if (x5c.some((certificate) => roots.includes(certificate))) return 'root_in_chain';
  if (certificates.some(({ subject, issuer }) => equalBytes(subject, issuer))) return 'root_in_chain';
  const anchors = roots.map(readCertificate);
  const root = await findRoot(certificates.at(-1) as Certificate, anchors, verifySignature);
  const path = root === undefined ? certificates : [...certificates, root];
  const flaw = checkLeaf(leaf, purpose) ?? checkAuthorities(path, purpose) ?? checkNames(path);
  if (flaw !== undefined) return flaw;
  for (let index = 0; index + 1 < certificates.length; index++) {
    const [subject, issuer] = [certificates[index] as Certificate, certificates[index + 1] as Certificate];
    if (!(await isSignedBy(subject, issuer, verifySignature))) return 'chain_signature';
  }
  if (root === undefined) return 'chain_untrusted';
  return {
    leaf: trustedLeaf(leaf),
    from: Math.max(...path.map(({ notBefore }) => notBefore)),
    until: Math.min(...path.map(({ notAfter }) => notAfter)),
  };
}

function readAll(x5c: readonly string[]): Certificate[] | string {
  try {
    return x5c.map(readCertificate);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return error.code.startsWith('unsupported_') ? 'chain_key_unsupported' : 'chain_malformed';
  }
}

function checkLeaf({ extensions }: Certificate, purpose: ChainPurpose): string | undefined {
  if (extensions.basicConstraints?.isAuthority === true) return 'chain_constraints';
  if (!allowsUsage(extensions, DIGITAL_SIGNATURE, purpose)) return 'chain_usage';
  if (purpose === 'attesting') return undefined;
  if (extensions.extendedKeyUsage?.includes(LEAF_KEY_PURPOSES[purpose]) !== true) return 'chain_usage';
  return undefined;
}

/** RFC 5280 §6.1.4 (k) to (n); every certificate above the leaf is an authority, and the roots are held to it too. */
function checkAuthorities(path: readonly Certificate[], purpose: ChainPurpose): string | undefined {
  if (path.some(({ extensions }) => extensions.unknownCritical.length > 0)) return 'chain_extension_unknown';
  for (const [index, { extensions }] of path.entries()) {
    if (index === 0) continue;
    const { basicConstraints } = extensions;
    if (basicConstraints?.isAuthority !== true) return 'chain_constraints';
    if (basicConstraints.pathLength !== undefined && basicConstraints.pathLength < index - 1)
      return 'chain_constraints';
    if (!allowsUsage(extensions, KEY_CERT_SIGN, purpose)) return 'chain_usage';
  }
  return undefined;
}

/** RFC 5280 §4.2.1.3: without a key usage a key is for everything; certificates of our own say what it is for. */
function allowsUsage({ keyUsage }: CertificateExtensions, bit: number, purpose: ChainPurpose): boolean {
  return keyUsage === undefined ? purpose === 'attesting' : keyUsage.has(bit);
}

/** RFC 5280 §6.1.3 (a)(4). Octets are compared: an issuer copies its name, so that nothing needs to be normalised. */
function checkNames(path: readonly Certificate[]): string | undefined {
  const chained = path.every((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined || isNamedBy(certificate, issuer);
  });
  return chained ? undefined : 'chain_names';
}

async function findRoot(
  last: Certificate,
  anchors: readonly Certificate[],
  verifySignature: VerifySignature,
): Promise<Certificate | undefined> {
  for (const anchor of anchors) {
    if (isNamedBy(last, anchor) && (await isSignedBy(last, anchor, verifySignature))) return anchor;
  }
  return undefined;
}

function isNamedBy(subject: Certificate, issuer: Certificate): boolean {
  if (!equalBytes(subject.issuer, issuer.subject)) return false;
  const { authorityKeyIdentifier } = subject.extensions;
  const { subjectKeyIdentifier } = issuer.extensions;
  return (
    authorityKeyIdentifier === undefined ||
    subjectKeyIdentifier === undefined ||
    authorityKeyIdentifier === subjectKeyIdentifier
  );
}

async function isSignedBy(
  { toBeSigned, signature, signatureAlgorithm }: Certificate,
  { publicJwk }: Certificate,
  verifySignature: VerifySignature,
): Promise<boolean> {
  if ((signatureAlgorithm === 'ES256') !== (publicJwk.kty === 'EC')) return false;
  return verifySignature({ publicJwk, message: toBeSigned, signature });
}

function trustedLeaf(leaf: Certificate): TrustedLeaf {
  return {
    publicJwk: leaf.publicJwk,
    keyDigest: keyDigest(leaf.subjectPublicKeyInfo),
    certificateDigest: certificateDigest(leaf.der),
    subjectName: leaf.subjectName,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
  };
}

function untrusted(code: string): ChainOutcome {
  return { outcome: 'untrusted', code };
}
