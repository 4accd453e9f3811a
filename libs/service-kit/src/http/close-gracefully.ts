import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const CLOSE_TIMEOUT_MILLISECONDS = 10_000;

/**
 * Prepares a server for its end: no new requests are taken, the running ones end, within 10 seconds. Browsers open connections
 * ahead on which nothing is ever asked; Node.js counts these as busy, so they are ended here.
 * @param server before it listens
 * @returns closes it; `close` ends the app that stands on it
 */
export function closeGracefullyOf(server: Server): (close: () => Promise<void>) => Promise<void> {
  const sockets = new Set<Socket>();
  let closing = false;
  const note = (socket: Socket) => {
    if (closing) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', note);
  // With TLS a socket stands on another one, which has read a handshake even where nothing was asked; and a client may have
  // ended the handshake before we did.
  server.on('secureConnection', note);
  return async (close) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MILLISECONDS);
    timer.unref();
    closing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    try {
      await close();
    } finally {
      clearTimeout(timer);
    }
  };
}
