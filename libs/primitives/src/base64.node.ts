import { Buffer } from 'node:buffer';

/** Base 64 of RFC 4648 §4, with padding. */
export function writeBase64(bytes: Uint8Array): string {
  return view(bytes).toString('base64');
}

/** Base 64 URL of RFC 4648 §5, without padding. */
export function writeBase64url(bytes: Uint8Array): string {
  return view(bytes).toString('base64url');
}

/** Reads either alphabet; the caller has checked that the text is well formed. */
export function readBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
