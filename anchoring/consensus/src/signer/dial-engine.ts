import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isPinned, tlsOptions, type LinkIdentity } from './link-identity.js';

/** Where the signer finds the engine: its socket on the same machine, or the link on the node's. */
export type EnginePlace =
  { kind: 'socket'; path: string } | { kind: 'link'; host: string; port: number; identity: LinkIdentity };

/** @throws what the socket, or TLS, says; for another certificate than the node's too */
export async function dialEngine(place: EnginePlace, signal: AbortSignal): Promise<Socket> {
  const socket = place.kind === 'socket' ? connect(place.path) : dialLink(place);
  try {
    await once(socket, place.kind === 'socket' ? 'connect' : 'secureConnect', { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}

function dialLink({ host, port, identity }: EnginePlace & { kind: 'link' }) {
  return connectTls({
    host,
    port,
    ...tlsOptions(identity),
    // No name is believed, but one certificate.
    checkServerIdentity: (_name, shown) =>
      isPinned(identity, shown) ? undefined : new Error("the other end shows another certificate than the node's"),
  });
}
