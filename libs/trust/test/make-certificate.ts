import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

export const NOW = 1_800_000_000;
const YEAR = 365 * 86_400;

export interface Party {
  name: string;
  keys: webcrypto.CryptoKeyPair;
  certificate: string;
}

export interface CertificateToMake {
  subject: string;
  /** Absent: signs itself. */
  issuer?: { name: string; keys: webcrypto.CryptoKeyPair };
  keys?: webcrypto.CryptoKeyPair;
  authority?: { pathLength?: number } | false;
  keyUsage?: number;
  extendedKeyUsage?: string[];
  criticalExtension?: string;
  /** Extensions by object identifier, as DER; each critical. */
  more?: Record<string, Uint8Array>;
  notBefore?: number;
  notAfter?: number;
}

export async function makeKeys(namedCurve = 'P-256'): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = namedCurve === 'Ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve };
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

function signingAlgorithmOf({ name, namedCurve }: { name: string; namedCurve?: string }) {
  return name === 'Ed25519' ? { name } : { name, namedCurve, hash: namedCurve === 'P-384' ? 'SHA-384' : 'SHA-256' };
}

export async function makeCertificate(wanted: CertificateToMake): Promise<Party> {
  const keys = wanted.keys ?? (await makeKeys());
  const issuer = wanted.issuer ?? { name: wanted.subject, keys };
  const extensions: Extension[] = [];
  if (wanted.authority !== undefined) {
    const { authority } = wanted;
    extensions.push(
      new BasicConstraintsExtension(authority !== false, authority === false ? undefined : authority.pathLength, true),
    );
  }
  if (wanted.keyUsage !== undefined) extensions.push(new KeyUsagesExtension(wanted.keyUsage, true));
  if (wanted.extendedKeyUsage) extensions.push(new ExtendedKeyUsageExtension(wanted.extendedKeyUsage, true));
  if (wanted.criticalExtension) extensions.push(new Extension(wanted.criticalExtension, true, Uint8Array.of(5, 0)));
  for (const [identifier, value] of Object.entries(wanted.more ?? {}))
    extensions.push(new Extension(identifier, true, value.slice().buffer));
  const certificate = await X509CertificateGenerator.create({
    subject: wanted.subject,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: signingAlgorithmOf(issuer.keys.privateKey.algorithm),
    serialNumber: '4a01',
    notBefore: new Date((wanted.notBefore ?? NOW - YEAR) * 1000),
    notAfter: new Date((wanted.notAfter ?? NOW + YEAR) * 1000),
    extensions,
  });
  return { name: wanted.subject, keys, certificate: certificate.toString('base64') };
}

export const AUTHORITY_USAGE = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
export const LEAF_USAGE: number = KeyUsageFlags.digitalSignature;
export const ISSUING_PURPOSE = '1.0.18013.5.1.2';

export function makeRoot(changes: Partial<CertificateToMake> = {}): Promise<Party> {
  return makeCertificate({ subject: 'CN=Racine fictive', authority: {}, keyUsage: AUTHORITY_USAGE, ...changes });
}

export function makeIntermediate(issuer: Party, changes: Partial<CertificateToMake> = {}): Promise<Party> {
  const subject = 'CN=Autorité intermédiaire fictive';
  return makeCertificate({ subject, issuer, authority: {}, keyUsage: AUTHORITY_USAGE, ...changes });
}

export function makeLeaf(issuer: Party, changes: Partial<CertificateToMake> = {}): Promise<Party> {
  return makeCertificate({
    subject: 'CN=Eaux de Valserine (fictive)',
    issuer,
    authority: false,
    keyUsage: LEAF_USAGE,
    extendedKeyUsage: [ISSUING_PURPOSE],
    ...changes,
  });
}

/** One DER element of up to 127 octets. */
export function der(tag: number, ...parts: (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part));
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  return Uint8Array.from([tag, length, ...bytes.flatMap((part) => [...part])]);
}
