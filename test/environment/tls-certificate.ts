import 'reflect-metadata';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ALGORITHMS = {
  ECDSA: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  RSA: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
} as const;

export interface TlsCertificate {
  certificateFile: string;
  keyFile: string;
  /** PEM: a client believes it as its own authority. */
  certificate: string;
}

/** Makes a self-signed certificate for `localhost`, or another host, and writes it and its key into a folder. */
export async function makeTlsCertificate(
  folder: string,
  options: { name?: string; host?: string; kind?: keyof typeof ALGORITHMS; notBefore?: Date; notAfter?: Date } = {},
): Promise<TlsCertificate> {
  const { name = 'tls', host = 'localhost', kind = 'ECDSA', notBefore, notAfter } = options;
  const algorithm = ALGORITHMS[kind];
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: notBefore ?? new Date(Date.now() - 3_600_000),
    notAfter: notAfter ?? new Date(Date.now() + 86_400_000),
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: host },
        ...(host === 'localhost' ? [{ type: 'ip', value: '127.0.0.1' } as const] : []),
      ]),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const files = { certificateFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
  writeFileSync(files.certificateFile, certificate.toString('pem'));
  writeFileSync(files.keyFile, `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`, { mode: 0o600 });
  chmodSync(files.keyFile, 0o600);
  return { ...files, certificate: certificate.toString('pem') };
}
