import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { AwaitedSigner } from './awaited-signer.js';
import { keepConnected } from './keep-connected.js';
import { isPinned, tlsOptions, type LinkIdentity } from './link-identity.js';
import { readPrivvalRequest, writePrivvalResponse } from './privval-messages.js';

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

const HANDSHAKE_MILLISECONDS = 5000;
const AWAY = { code: 0, description: 'signer_away: The signer is not connected, or does not answer.' };

/**
 * The node's end of the link: lets the one signer that it knows answer the engine. CometBFT's own encryption over TCP has a new
 * key at each start, so that a signer can't tell whom it talks to; hence this. While the signer is away the engine hears so at
 * once, and goes on following the others without voting; without the link it would wait some minutes for each vote.
 */
export async function openSignerLink(options: SignerLinkOptions): Promise<SignerLink> {
  const { engineSocket, listen, report } = options;
  const signer = new AwaitedSigner();
  const server = listenFor(signer, options);
  server.listen(listen.port, listen.address);
  await once(server, 'listening');
  const stop = new AbortController();
  const place = { kind: 'socket', path: engineSocket } as const;
  const serving = keepConnected(place, (request) => answer(request, signer), report, stop.signal);
  const close = async () => {
    stop.abort();
    const closed = once(server, 'close');
    server.close();
    signer.close();
    await Promise.all([closed, serving]);
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** @throws `malformed_request` */
async function answer(request: Uint8Array, signer: AwaitedSigner): Promise<Uint8Array> {
  const { kind } = readPrivvalRequest(request);
  // The engine asks whether somebody answers, and that is us.
  if (kind === 'ping') return writePrivvalResponse({ kind });
  return (await signer.ask(request)) ?? writePrivvalResponse({ kind, problem: AWAY });
}

function listenFor(signer: AwaitedSigner, { identity, report }: SignerLinkOptions): Server {
  const access = { requestCert: true, rejectUnauthorized: true, handshakeTimeout: HANDSHAKE_MILLISECONDS };
  const server = createServer({ ...tlsOptions(identity), ...access }, (connection) => {
    connection.on('error', () => undefined);
    if (!isPinned(identity, connection.getPeerCertificate())) {
      report('Somebody with another certificate than the signer’s was turned away.');
      connection.destroy();
      return;
    }
    report('The signer is connected.');
    connection.once('close', () => report('A connection of the signer ended.'));
    signer.attach(connection);
  });
  server.on('tlsClientError', (error) => report(`A connection was turned away: ${error.message}`));
  return server;
}
