import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { Signer } from '#primitives';
import { distinguishedName } from './distinguished-name.js';
import { signingCryptoOver } from './signing-crypto.js';

/**
 * A certificate signing request (PKCS#10, RFC 2986), PEM. Its signature shows that who asks holds the key.
 * @param organisation what the authority may, but need not, take into the certificate
 */
export async function createCertificateRequest(
  signer: Signer,
  organisation: { name: string; legalId: string },
): Promise<string> {
  const { crypto, keys, signingAlgorithm } = await signingCryptoOver(signer);
  const name = distinguishedName(organisation);
  const request = await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm }, crypto);
  return request.toString('pem');
}
