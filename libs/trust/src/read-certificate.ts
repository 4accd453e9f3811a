import { compareBytes, decodeBase64, decodeUtf8, encodeBase64url, refusal, sha256, type PublicJwk } from '#primitives';
import { authorityJwkFromDer, type AuthorityJwk } from './authority-key.js';
import {
  readCertificateAlgorithm,
  readCertificateSignature,
  type CertificateAlgorithm,
} from './certificate-signature.js';
import { readExtensions, type CertificateExtensions } from './read-extensions.js';
import { jwkFromPublicKeyDer } from './public-key-encoding.js';
import {
  expectTag,
  malformedDer,
  readDer,
  readDerChildren,
  readObjectIdentifier,
  readSmallInteger,
  readWholeBitString,
  TAG,
  type DerElement,
} from './read-der.js';

/** An X.509 version 3 certificate (RFC 5280 §4.1), taken apart; nothing in it has been verified. A leaf's key is of our suites. */
export interface Certificate<Key extends AuthorityJwk = PublicJwk> {
  der: Uint8Array;
  toBeSigned: Uint8Array;
  /** DER of the names; two names are the same where their octets are. */
  issuer: Uint8Array;
  subject: Uint8Array;
  /** Common name, else organisation, else empty. */
  subjectName: string;
  /** Of the subject, as it is written: two letters. */
  country?: string;
  /** Seconds since the epoch, both inclusive (RFC 5280 §4.1.2.5). */
  notBefore: number;
  notAfter: number;
  subjectPublicKeyInfo: Uint8Array;
  publicJwk: Key;
  extensions: CertificateExtensions;
  signatureAlgorithm: CertificateAlgorithm;
  /** ECDSA as r ‖ s. */
  signature: Uint8Array;
}

const MAX_CERTIFICATE_LENGTH = 8 * 1024;
const COMMON_NAME = '2.5.4.3';
const COUNTRY_NAME = '2.5.4.6';
const ORGANISATION_NAME = '2.5.4.10';

/**
 * Reads one certificate as `x5c` carries it (RFC 7515 §4.1.6), whose key signs what we verify ourselves: P-256 or Ed25519.
 * @param base64 DER in Base 64 (not base64url)
 * @throws `malformed_certificate`, `malformed_base64`, `malformed_der`, `unsupported_key`, `unsupported_signature`
 */
export function readCertificate(base64: string): Certificate {
  return read(base64, jwkFromPublicKeyDer);
}

/**
 * As {@link readCertificate}, for a certificate whose key only signs certificates: P-384, P-521 and RSA besides.
 * @throws as {@link readCertificate}
 */
export function readAuthority(base64: string): Certificate<AuthorityJwk> {
  return read(base64, authorityJwkFromDer);
}

function read<Key extends AuthorityJwk>(base64: string, readKey: (der: Uint8Array) => Key): Certificate<Key> {
  if (base64.length > (MAX_CERTIFICATE_LENGTH / 3) * 4) throw malformed('it is too long');
  const der = decodeBase64(base64);
  const [toBeSigned, algorithm, signature, ...rest] = readDerChildren(readDer(der));
  if (!toBeSigned || !algorithm || !signature || rest.length > 0) throw malformed('its three parts are not there');
  const [version, serial, innerAlgorithm, issuer, validity, subject, key, ...optional] = readDerChildren(toBeSigned);
  if (!version || !innerAlgorithm || !issuer || !validity || !subject || !key) throw malformed('a field is missing');
  const [versionNumber] = readDerChildren(version, 0xa0);
  if (readSmallInteger(versionNumber) !== 2) throw malformed('it is not of version 3');
  const { content: serialNumber } = expectTag(serial, TAG.integer);
  if (serialNumber.length === 0 || serialNumber.length > 20) throw malformed('its serial number is out of bounds');
  // RFC 5280 §4.1.1.2: the algorithm outside the signature must be the one inside.
  if (compareBytes(innerAlgorithm.whole, algorithm.whole) !== 0) throw malformed('its two algorithms differ');
  const [notBefore, notAfter] = readDerChildren(validity).map(readTime);
  if (notBefore === undefined || notAfter === undefined) throw malformed('its validity is missing');
  const signatureAlgorithm = readCertificateAlgorithm(algorithm);
  const attributes = readAttributes(subject);
  const country = attributes.get(COUNTRY_NAME);
  return {
    der,
    toBeSigned: toBeSigned.whole,
    issuer: issuer.whole,
    subject: subject.whole,
    subjectName: attributes.get(COMMON_NAME) ?? attributes.get(ORGANISATION_NAME) ?? '',
    ...(country === undefined ? {} : { country }),
    notBefore,
    notAfter,
    subjectPublicKeyInfo: key.whole,
    publicJwk: readKey(key.whole),
    extensions: readExtensions(optional.find(({ tag }) => tag === 0xa3)),
    signatureAlgorithm,
    signature: readCertificateSignature(readWholeBitString(signature), signatureAlgorithm),
  };
}

/** The value of `x509_hash` (OpenID4VP 1.0 §5.9.3): SHA-256 of the leaf's DER, base64url. @throws `malformed_base64` */
export function certificateDigest(certificate: string | Uint8Array): string {
  return encodeBase64url(sha256(typeof certificate === 'string' ? decodeBase64(certificate) : certificate));
}

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime after, both with seconds and `Z`. */
function readTime(element: DerElement): number {
  const text = String.fromCharCode(...element.content);
  const form = element.tag === TAG.utcTime ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/ : undefined;
  const parts = (form ?? (element.tag === TAG.generalizedTime ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/ : /$^/))
    .exec(text)
    ?.slice(1)
    .map(Number);
  if (parts === undefined) throw malformedDer('a time out of form');
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const fullYear = form === undefined ? year : year + (year < 50 ? 2000 : 1900);
  return Date.UTC(fullYear, month - 1, day, hour, minute, second) / 1000;
}

/** Of a name: texts by object identifier. */
function readAttributes(subject: DerElement): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const set of readDerChildren(subject)) {
    for (const attribute of readDerChildren(set, TAG.set)) {
      const [type, value] = readDerChildren(attribute);
      const isText = value?.tag === TAG.utf8String || value?.tag === TAG.printableString;
      if (value && isText) attributes.set(readObjectIdentifier(type), decodeUtf8(value.content));
    }
  }
  return attributes;
}

function malformed(what: string): Error {
  return refusal('malformed_certificate', `The certificate cannot be read: ${what}.`);
}
