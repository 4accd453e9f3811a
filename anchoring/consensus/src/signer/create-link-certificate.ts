import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BasicConstraintsExtension, PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { encodeHex, type RandomBytes } from '#primitives';
import { writeNewFile } from '../network/write-new-file.js';
import { LINK_FILES } from './link-identity.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** It is pinned at the other end: a new one is a deliberate act of both, and none is wanted before. */
const VALID_DAYS = 3650;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Makes key and self-signed certificate of one end of the link between node and signer.
 * @param now milliseconds since the epoch
 * @throws `file_exists`
 */
export async function createLinkCertificate(
  folder: string,
  name: string,
  now: number,
  random: RandomBytes,
): Promise<void> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: ALGORITHM,
    serialNumber: `4a${encodeHex(random(16))}`,
    // The other machine's clock may be a little behind.
    notBefore: new Date(now - DAY_MILLISECONDS),
    notAfter: new Date(now + VALID_DAYS * DAY_MILLISECONDS),
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  writeNewFile(join(folder, LINK_FILES.key), `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`, 0o600);
  writeNewFile(join(folder, LINK_FILES.certificate), `${certificate.toString('pem')}\n`, 0o644);
}
