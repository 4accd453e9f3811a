import { refusal, type CodedError } from '#primitives';
import {
  expectTag,
  malformedDer,
  readDer,
  readDerChildren,
  readObjectIdentifier,
  readSmallInteger,
  TAG,
  type DerElement,
} from './read-der.js';

/**
 * What signs certificates, by the names of RFC 7518 §3.1, whose pairs they are: a curve has its hash; PSS has MGF1 of the same
 * hash, and a salt as long as it (ISO/IEC 18013-5 Annex B has the same pairs of curves and hashes). SHA-1 is none of them.
 */
export type CertificateAlgorithm =
  'ES256' | 'ES384' | 'ES512' | 'Ed25519' | 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512';

/** RFC 5758 §3.2, RFC 8410 §3: their parameters are absent. */
const WITHOUT_PARAMETERS = new Map<string, CertificateAlgorithm>([
  ['1.2.840.10045.4.3.2', 'ES256'],
  ['1.2.840.10045.4.3.3', 'ES384'],
  ['1.2.840.10045.4.3.4', 'ES512'],
  ['1.3.101.112', 'Ed25519'],
]);
const PKCS1 = new Map<string, CertificateAlgorithm>([
  ['1.2.840.113549.1.1.11', 'RS256'],
  ['1.2.840.113549.1.1.12', 'RS384'],
  ['1.2.840.113549.1.1.13', 'RS512'],
]);
const RSASSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const PSS_HASHES = new Map<string, { algorithm: CertificateAlgorithm; octets: number }>([
  ['2.16.840.1.101.3.4.2.1', { algorithm: 'PS256', octets: 32 }],
  ['2.16.840.1.101.3.4.2.2', { algorithm: 'PS384', octets: 48 }],
  ['2.16.840.1.101.3.4.2.3', { algorithm: 'PS512', octets: 64 }],
]);
/** Octets of r and of s (RFC 7518 §3.4). */
const ECDSA_OCTETS: Partial<Record<CertificateAlgorithm, number>> = { ES256: 32, ES384: 48, ES512: 66 };
const ED25519_OCTETS = 64;

/** @param element an `AlgorithmIdentifier` (RFC 5280 §4.1.1.2) @throws `unsupported_signature`, `malformed_der` */
export function readCertificateAlgorithm(element: DerElement): CertificateAlgorithm {
  const [identifier, parameters, ...more] = readDerChildren(element);
  const type = readObjectIdentifier(identifier);
  if (more.length > 0) throw unsupported();
  if (type === RSASSA_PSS) return readPssParameters(parameters);
  const pkcs1 = PKCS1.get(type);
  // RFC 4055 §5: NULL, and to be accepted where they are absent.
  if (pkcs1 !== undefined && isNullOrAbsent(parameters)) return pkcs1;
  const algorithm = parameters === undefined ? WITHOUT_PARAMETERS.get(type) : undefined;
  if (algorithm === undefined) throw unsupported();
  return algorithm;
}

/** As Web Crypto takes it: ECDSA-Sig-Value (RFC 3279 §2.2.3) becomes r ‖ s. @throws `malformed_der` */
export function readCertificateSignature(octets: Uint8Array, algorithm: CertificateAlgorithm): Uint8Array {
  if (algorithm === 'Ed25519' && octets.length !== ED25519_OCTETS) throw malformedDer('a signature of another length');
  const size = ECDSA_OCTETS[algorithm];
  if (size === undefined) return octets;
  const numbers = readDerChildren(readDer(octets)).map((number) => expectTag(number, TAG.integer).content);
  if (numbers.length !== 2) throw malformedDer('a signature that is not two numbers');
  const joined = new Uint8Array(2 * size);
  numbers.forEach((number, index) => {
    const bare = number[0] === 0 ? number.subarray(1) : number;
    if (bare.length > size) throw malformedDer('a signature out of bounds');
    joined.set(bare, (index + 1) * size - bare.length);
  });
  return joined;
}

/** RFC 4055 §3.1. The default hash is SHA-1, so that hash, MGF1 and salt stand there where they are ours. */
function readPssParameters(parameters: DerElement | undefined): CertificateAlgorithm {
  const given = new Map<number, DerElement>();
  for (const field of parameters === undefined ? [] : readDerChildren(parameters)) {
    if (given.has(field.tag)) throw unsupported();
    given.set(field.tag, field);
  }
  const [hash, mask, salt] = [0xa0, 0xa1, 0xa2].map((tag) => {
    const field = given.get(tag);
    if (field === undefined) throw unsupported();
    const [inner, ...rest] = readDerChildren(field, tag);
    if (inner === undefined || rest.length > 0) throw malformedDer('parameters out of form');
    return inner;
  }) as [DerElement, DerElement, DerElement];
  const [mgf, maskHash, ...more] = readDerChildren(mask);
  const found = PSS_HASHES.get(readHash(hash));
  // The trailer field has one value, its default, which DER does not write.
  const isOurs =
    given.size === 3 &&
    more.length === 0 &&
    readObjectIdentifier(mgf) === MGF1 &&
    maskHash !== undefined &&
    readHash(maskHash) === readHash(hash) &&
    readSmallInteger(salt) === found?.octets;
  if (!isOurs) throw unsupported();
  return found.algorithm;
}

/** RFC 4055 §2.1: NULL or absent, either way. */
function readHash(element: DerElement): string {
  const [identifier, parameters, ...more] = readDerChildren(element);
  if (more.length > 0 || !isNullOrAbsent(parameters)) throw unsupported();
  return readObjectIdentifier(identifier);
}

function isNullOrAbsent(parameters: DerElement | undefined): boolean {
  return parameters === undefined || (parameters.tag === TAG.null && parameters.content.length === 0);
}

function unsupported(): CodedError {
  return refusal(
    'unsupported_signature',
    'Certificates are signed by ECDSA with its curve’s hash, RSA with SHA-256 or longer, or Ed25519.',
  );
}
