import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type JsonGeneralName,
} from '@peculiar/x509';
import { refusal, type RandomBytes, type Signer } from '#primitives';
import { jwkFromPublicKeyDer, LEAF_KEY_PURPOSES, type LeafPurpose } from '#trust';
import { newSerialNumber } from './create-root.js';
import { distinguishedName } from './distinguished-name.js';
import { importPublicKey, signingCryptoOver } from './signing-crypto.js';
import { endAfter, startOfDay } from './start-of-day.js';

export interface LeafToIssue {
  /** PKCS#10, PEM. Only its key is taken from it. */
  request: string;
  root: { certificate: string; signer: Signer };
  purpose: LeafPurpose;
  /** Whom the authority has found the key to belong to. */
  organisation: { did: string; name: string; legalId: string };
  /** Host names under which it serves, for `x509_san_dns`. */
  dnsNames: readonly string[];
  /** Seconds since the epoch. */
  notBefore: number;
  days: number;
  random: RandomBytes;
}

const MAX_REQUEST_LENGTH = 8 * 1024;
/** What a leaf takes over from its root: issuerAltName and cRLDistributionPoints (RFC 5280 §4.2.1.7, §4.2.1.13). */
const CARRIED_ON = ['2.5.29.18', '2.5.29.31'];

/**
 * Issues an organisation's leaf certificate by the profile of ISO/IEC 18013-5 Annex B: an issuing leaf is a document signer's
 * (Table B.3), an access leaf a reader's. Only key usage and extended key usage are critical; there are no basic constraints,
 * whose absence says that it is no authority (RFC 5280 §4.2.1.9).
 * Its name is the one the authority knows; the request gives nothing but the key.
 * @returns DER in Base 64, as `x5c` carries it
 * @throws `malformed_certificate_request`, `unsupported_key`, `certificate_request_signature`
 */
export async function issueLeaf(leaf: LeafToIssue): Promise<string> {
  const publicKey = await importPublicKey(await keyOfRequest(leaf.request));
  const { crypto, keys, signingAlgorithm } = await signingCryptoOver(leaf.root.signer);
  const root = new X509Certificate(leaf.root.certificate);
  const notBefore = startOfDay(leaf.notBefore);
  const names: JsonGeneralName[] = [
    { type: 'url', value: leaf.organisation.did },
    ...leaf.dnsNames.map((value) => ({ type: 'dns', value }) as const),
  ];
  const certificate = await X509CertificateGenerator.create(
    {
      subject: distinguishedName(leaf.organisation),
      issuer: root.subjectName.toJSON(),
      publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm,
      serialNumber: newSerialNumber(leaf.random),
      notBefore,
      notAfter: endAfter(notBefore, leaf.days),
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([LEAF_KEY_PURPOSES[leaf.purpose]], true),
        new SubjectAlternativeNameExtension(names),
        await SubjectKeyIdentifierExtension.create(publicKey, false, crypto),
        await AuthorityKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        ...root.extensions.filter(({ type }) => CARRIED_ON.includes(type)),
      ],
    },
    crypto,
  );
  return certificate.toString('base64');
}

async function keyOfRequest(pem: string) {
  const request = readRequest(pem);
  const publicJwk = jwkFromPublicKeyDer(new Uint8Array(request.publicKey.rawData));
  if (!(await request.verify(crypto))) {
    throw refusal('certificate_request_signature', 'The certificate request is not signed with its own key.');
  }
  return publicJwk;
}

function readRequest(pem: string): Pkcs10CertificateRequest {
  try {
    if (pem.length <= MAX_REQUEST_LENGTH) return new Pkcs10CertificateRequest(pem);
  } catch (cause) {
    throw refusal('malformed_certificate_request', 'The certificate request cannot be read.', { cause });
  }
  throw refusal('malformed_certificate_request', 'The certificate request is too long.');
}
