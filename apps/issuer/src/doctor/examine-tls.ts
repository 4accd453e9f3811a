import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { isLoopback, secondsOf, type Clock } from '#primitives';
import { found, type Finding } from './finding.js';

const TIMEOUT_MILLISECONDS = 10_000;
const DAY_MILLISECONDS = 86_400_000;
const SOON_DAYS = 14;

/**
 * What a stranger's TLS makes of the public address.
 * @param parts.authorities whom to believe; the platform's list where nothing is said
 */
export async function examineTls(
  publicUrl: string,
  { clock, authorities }: { clock: Clock; authorities?: string | undefined },
): Promise<Finding[]> {
  const url = new URL(publicUrl);
  if (url.protocol === 'http:') return [found('warning', 'address_local', publicUrl)];
  const local = isLoopback(url) ? [found('warning', 'address_local', publicUrl)] : [];
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const at = { host, port: Number(url.port || 443), servername: host, ...(authorities && { ca: authorities }) };
  // Trust is looked at afterwards, so that a certificate that nobody believes can be described.
  const seen = await handshake({ ...at, rejectUnauthorized: false }, (socket) => ({
    untrusted: socket.authorized ? undefined : String(socket.authorizationError),
    validTo: new Date(socket.getPeerCertificate().valid_to),
  }));
  if (typeof seen === 'string') return [...local, found('problem', 'tls_unreachable', publicUrl, seen)];
  const old: ConnectionOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
  const oldVersion = await handshake({ ...at, ...old, rejectUnauthorized: false }, () => true);
  const findings = oldVersion === true ? [found('problem', 'tls_old_version', publicUrl)] : [];
  if (seen.untrusted !== undefined) findings.push(found('problem', 'tls_untrusted', publicUrl, seen.untrusted));
  const days = Math.floor((seen.validTo.getTime() - secondsOf(clock) * 1000) / DAY_MILLISECONDS);
  if (days < SOON_DAYS) findings.push(found(days < 0 ? 'problem' : 'warning', 'tls_ends_soon', publicUrl, days));
  if (findings.length === 0) findings.push(found('ok', 'tls_good', publicUrl, seen.validTo.toISOString().slice(0, 10)));
  return [...local, ...findings];
}

/** @returns what was seen, or the code of why nothing came about */
function handshake<Seen>(options: ConnectionOptions, look: (socket: TLSSocket) => Seen): Promise<Seen | string> {
  return new Promise((resolve) => {
    const socket = connect({ ...options, timeout: TIMEOUT_MILLISECONDS });
    const end = (result: Seen | string) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('secureConnect', () => end(look(socket)));
    socket.once('timeout', () => end('timeout'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
  });
}
