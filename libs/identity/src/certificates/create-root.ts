import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  IssuerAlternativeNameExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
} from '@peculiar/x509';
import { encodeHex, type RandomBytes, type Signer } from '#primitives';
import type { LeafPurpose } from '#trust';
import { distinguishedName } from './distinguished-name.js';
import { signingCryptoOver } from './signing-crypto.js';
import { endAfter, startOfDay } from './start-of-day.js';

export interface RootToCreate {
  /** The key with the use `issuing_root` or `access_root`. */
  signer: Signer;
  purpose: LeafPurpose;
  /** The cooperative. */
  organisation: { name: string; legalId: string };
  /** Seconds since the epoch. */
  notBefore: number;
  days: number;
  /** Absent where nobody outside is to be served. */
  publishedAt?: PublishedAt;
  random: RandomBytes;
}

/** Where an authority meets the public (ISO/IEC 18013-5 Table B.1); its leaves carry both on (Table B.3). */
export interface PublishedAt {
  /** A page of the authority. */
  contactUri: string;
  /** Its certificate revocation list. */
  revocationListUri: string;
}

/**
 * The self-signed root of one of the cooperative's two certification authorities. It signs leaves only (path length 0), so
 * that no leaf can become an authority.
 * @returns DER in Base 64, as the trust file holds it
 */
export async function createRoot(root: RootToCreate): Promise<string> {
  const { crypto, keys, signingAlgorithm } = await signingCryptoOver(root.signer);
  const { name, legalId } = root.organisation;
  const notBefore = startOfDay(root.notBefore);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: distinguishedName({ name: `${name} – ${root.purpose} authority`, legalId }),
      keys,
      signingAlgorithm,
      serialNumber: newSerialNumber(root.random),
      notBefore,
      notAfter: endAfter(notBefore, root.days),
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        ...publicExtensions(root.publishedAt),
      ],
    },
    crypto,
  );
  return certificate.toString('base64');
}

function publicExtensions(publishedAt: PublishedAt | undefined): Extension[] {
  if (publishedAt === undefined) return [];
  return [
    new IssuerAlternativeNameExtension([{ type: 'url', value: publishedAt.contactUri }]),
    new CRLDistributionPointsExtension([publishedAt.revocationListUri]),
  ];
}

/** 128 random bits; the leading octet keeps the number positive (RFC 5280 §4.1.2.2). */
export function newSerialNumber(random: RandomBytes): string {
  return `4a${encodeHex(random(16))}`;
}
