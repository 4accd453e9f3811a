import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecureVersion } from 'node:tls';
import { isCodedError, refusal } from '#primitives';
import { readClosedFile } from '../network/read-closed-file.js';

/** In a folder of its own at each end of the link. */
export const LINK_FILES = {
  key: 'link.key',
  certificate: 'link.crt',
  /** The other end's certificate, brought here by hand: the only one that is believed. */
  peer: 'peer.crt',
} as const;

/** What one end of the link shows, and whom it believes. */
export interface LinkIdentity {
  /** PEM */
  key: string;
  certificate: string;
  /** DER of the other end's certificate. */
  peer: Uint8Array;
}

/** @throws `link_unreadable`, `key_file_open_to_others` */
export function readLinkIdentity(folder: string): LinkIdentity {
  try {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const peer = new X509Certificate(read(LINK_FILES.peer)).raw;
    return { key: readClosedFile(join(folder, LINK_FILES.key)), certificate: read(LINK_FILES.certificate), peer };
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw refusal(
      'link_unreadable',
      `${folder} lacks a key, a certificate or the other end's certificate (${Object.values(LINK_FILES).join(', ')}).`,
      { cause },
    );
  }
}

/** TLS 1.3 with a certificate at each end; each end believes one certificate, byte for byte. */
export function tlsOptions({ key, certificate, peer }: LinkIdentity) {
  const minVersion: SecureVersion = 'TLSv1.3';
  return { key, cert: certificate, ca: [new X509Certificate(peer).toString()], minVersion };
}

export function isPinned({ peer }: LinkIdentity, shown: { raw?: Uint8Array }): boolean {
  return shown.raw !== undefined && Buffer.from(peer).equals(shown.raw);
}
