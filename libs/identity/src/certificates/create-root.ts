import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { encodeHex, type RandomBytes, type Signer } from '#primitives';
import type { LeafPurpose } from '#trust';
import { distinguishedName } from './distinguished-name.js';
import { signingCryptoOver } from './signing-crypto.js';

export interface RootToCreate {
  /** The key with the use `issuing_root` or `access_root`. */
  signer: Signer;
  purpose: LeafPurpose;
  /** The cooperative. */
  organisation: { name: string; legalId: string };
  /** Seconds since the epoch. */
  notBefore: number;
  days: number;
  random: RandomBytes;
}

const SECONDS_A_DAY = 86_400;

/**
 * The self-signed root of one of the cooperative's two certification authorities. It signs leaves only (path length 0), so
 * that no leaf can become an authority.
 * @returns DER in Base 64, as the trust file holds it
 */
export async function createRoot(root: RootToCreate): Promise<string> {
  const { crypto, keys, signingAlgorithm } = await signingCryptoOver(root.signer);
  const { name, legalId } = root.organisation;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: distinguishedName({ name: `${name} – ${root.purpose} authority`, legalId }),
      keys,
      signingAlgorithm,
      serialNumber: newSerialNumber(root.random),
      notBefore: new Date(root.notBefore * 1000),
      notAfter: new Date((root.notBefore + root.days * SECONDS_A_DAY) * 1000),
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return certificate.toString('base64');
}

/** 128 random bits; the leading octet keeps the number positive (RFC 5280 §4.1.2.2). */
export function newSerialNumber(random: RandomBytes): string {
  return `4a${encodeHex(random(16))}`;
}
