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
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async (close) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MILLISECONDS);
    timer.unref();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    try {
      await close();
    } finally {
      clearTimeout(timer);
    }
  };
}
