import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { outage } from '#primitives';
import type { TlsFiles } from './tls-files.js';

/** Certificate and key that belong together. */
export interface TlsPair {
  /** PEM */
  cert: string;
  /** PEM */
  key: string;
  leaf: X509Certificate;
}

/**
 * Reads the two files and sees that they fit each other, so that a mistake is a sentence at start and not a handshake that
 * fails for strangers.
 * @throws `tls_file_unreadable`, `tls_key_exposed`, `tls_certificate_malformed`, `tls_key_malformed`, `tls_key_mismatch` (outages)
 */
export async function readTlsFiles({ certificateFile, keyFile }: TlsFiles): Promise<TlsPair> {
  const cert = await readPem(certificateFile);
  const key = await readPem(keyFile);
  if (((await stat(keyFile)).mode & 0o007) !== 0) {
    throw outage(
      'tls_key_exposed',
      `The TLS key in ${keyFile} is open to every user of the machine; set its mode to 0600.`,
    );
  }
  const leaf = leafOf(cert, certificateFile);
  if (leaf.checkPrivateKey(keyOf(key, keyFile))) return { cert, key, leaf };
  throw outage(
    'tls_key_mismatch',
    `The TLS key in ${keyFile} is not the one of the first certificate in ${certificateFile}.`,
  );
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw outage('tls_file_unreadable', `The file ${file}, which TLS needs, cannot be read.`, { cause });
  }
}

function leafOf(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw outage('tls_certificate_malformed', `${file} does not begin with a certificate in PEM.`, { cause });
  }
}

function keyOf(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw outage('tls_key_malformed', `${file} does not hold an unencrypted private key in PEM.`, { cause });
  }
}
