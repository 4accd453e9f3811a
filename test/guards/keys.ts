import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { encodeBase64, type PublicJwk, type Signer } from '#primitives';
import { keyDigest, LEAF_KEY_PURPOSES } from '#trust';

/** Keys and certificates of the scenarios, made once a process. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const FROM = new Date('2026-01-01T00:00:00Z');
const UNTIL = new Date('2027-01-01T00:00:00Z');

export interface TestKey extends Signer {
  pair: webcrypto.CryptoKeyPair;
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  digest: string;
}

export interface TestAuthority {
  key: TestKey;
  certificate: x509.X509Certificate;
  /** DER, Base 64. */
  der: string;
}

export async function makeKey(): Promise<TestKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk: PublicJwk = { kty: 'EC', crv: 'P-256', x: x as string, y: y as string };
  const digest = keyDigest(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  const sign = async (message: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign(ALGORITHM, pair.privateKey, message.slice()));
  return { suite: 'ES256', publicJwk, sign, pair, digest };
}

export async function makeAuthority(name: string): Promise<TestAuthority> {
  const key = await makeKey();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    notBefore: FROM,
    notAfter: UNTIL,
    keys: key.pair,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { key, certificate, der: encodeBase64(new Uint8Array(certificate.rawData)) };
}

/** A leaf for signing credentials, or for what else the purpose says. @returns DER, Base 64 */
export async function makeLeaf(
  name: string,
  key: TestKey,
  authority: TestAuthority,
  changed: { purpose?: string; notAfter?: Date; withAuthorityKeyIdentifier?: true; dnsName?: string } = {},
): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: `CN=${name}`,
    issuer: authority.certificate.subject,
    notBefore: FROM,
    notAfter: changed.notAfter ?? UNTIL,
    publicKey: key.pair.publicKey,
    signingKey: authority.key.pair.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([changed.purpose ?? LEAF_KEY_PURPOSES.issuing], true),
      ...(changed.dnsName === undefined
        ? []
        : [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: changed.dnsName }])]),
      ...(changed.withAuthorityKeyIdentifier
        ? [await x509.AuthorityKeyIdentifierExtension.create(authority.key.pair.publicKey)]
        : []),
    ],
  });
  return encodeBase64(new Uint8Array(certificate.rawData));
}
