import { resolve } from 'node:path';
import { z } from 'zod';

/** Where a service finds the certificate and the key with which it serves TLS itself. */
export interface TlsFiles {
  /** PEM: the service's certificate first, then those between it and the root. */
  certificateFile: string;
  /** PEM, unencrypted. */
  keyFile: string;
}

const path = z.string().min(1).max(4096);

/** A service's field `tls`. */
export const tlsFiles = z
  .strictObject({ certificateFile: path, keyFile: path })
  .optional()
  .describe(
    'The files (PEM) of certificate chain and key with which the service serves TLS itself; read again when they change. ' +
      'Without it, a proxy in front does, and the service listens without TLS.',
  );

/** For the service's configuration: whoever serves TLS publishes addresses that ask for it. */
export function publishesWhatItServes(config: { publicUrl: string; tls?: TlsFiles | undefined }): boolean {
  return config.tls === undefined || config.publicUrl.startsWith('https:');
}

/** What {@link publishesWhatItServes} refuses, in words. */
export const TLS_NEEDS_HTTPS = {
  path: ['tls'],
  message: 'With a certificate and a key for TLS, the public URL is https.',
};

/** @param folder what relative paths are relative to */
export function placeTlsFiles(tls: TlsFiles | undefined, folder: string): TlsFiles | undefined {
  return tls && { certificateFile: resolve(folder, tls.certificateFile), keyFile: resolve(folder, tls.keyFile) };
}
