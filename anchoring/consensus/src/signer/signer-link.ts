import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { isPinned, tlsOptions, type LinkIdentity } from './link-identity.js';

export interface SignerLinkOptions {
  /** The unix socket at which the engine awaits its signer. */
  engineSocket: string;
  listen: { address: string; port: number };
  identity: LinkIdentity;
  report: (sentence: string) => void;
}

export interface SignerLink {
  port: number;
  close(): Promise<void>;
}

/** The signer speaks at least every few seconds, since the engine asks whether it is there. */
const SILENCE_MILLISECONDS = 20_000;
const HANDSHAKE_MILLISECONDS = 5000;

/**
 * The node's end of the link: lets the one signer that it knows reach the engine's socket. CometBFT's own encryption over TCP
 * has a new key at each start, so that a signer can't tell whom it talks to; hence this.
 */
export async function openSignerLink(options: SignerLinkOptions): Promise<SignerLink> {
  const { engineSocket, listen, identity, report } = options;
  let current: TLSSocket | undefined;
  const server = createServer(
    {
      ...tlsOptions(identity),
      requestCert: true,
      rejectUnauthorized: true,
      handshakeTimeout: HANDSHAKE_MILLISECONDS,
    },
    (signer) => {
      signer.on('error', () => undefined);
      if (!isPinned(identity, signer.getPeerCertificate())) {
        report('Somebody with another certificate than the signer’s was turned away.');
        signer.destroy();
        return;
      }
      // The signer dials anew where it believes a connection lost: the newest one holds.
      current?.destroy();
      current = signer;
      signer.setTimeout(SILENCE_MILLISECONDS, () => signer.destroy());
      join(signer, connect(engineSocket), report);
    },
  );
  server.on('tlsClientError', (error) => report(`A connection was turned away: ${error.message}`));
  server.listen(listen.port, listen.address);
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    current?.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** Ends both where one ends. */
function join(signer: TLSSocket, engine: Socket, report: (sentence: string) => void): void {
  engine.once('connect', () => report('The signer is connected with the engine.'));
  const ended = () => {
    signer.destroy();
    engine.destroy();
  };
  pipeline(signer, engine, ended);
  pipeline(engine, signer, ended);
}
