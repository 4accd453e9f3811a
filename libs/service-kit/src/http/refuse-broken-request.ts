import type { Socket } from 'node:net';
import { refusal } from '#primitives';
import { problemOf } from '#service-kit/problem';

const CODES: Readonly<Record<string, [code: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The address or the header fields are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request took too long.'],
};

/** Answers what never became a request, in the shape of every other error, and ends the connection. */
export function refuseBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // Node.js asks to write nothing where the peer is gone.
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const [code, message] = CODES[error.code ?? ''] ?? ['malformed_request', 'The request cannot be read.'];
    const { status, contentType, body } = problemOf(refusal(code, message), {});
    const text = JSON.stringify(body);
    const lines = [
      `HTTP/1.1 ${status} ${String(body.title)}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${text}`);
  }
  socket.destroy(error);
}
