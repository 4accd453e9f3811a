import type { Server } from 'node:tls';
import type { Metrics } from '#service-kit/health';
import { describeError, type Log } from '#service-kit/log';
import { readTlsFiles, type TlsPair } from './read-tls-files.js';
import type { TlsFiles } from './tls-files.js';
import { TLS_TERMS } from './tls-suites.js';

const LOOK_AGAIN_MILLISECONDS = 30_000;

/**
 * Serves a renewed certificate without a restart. The files are read again by a timer: what watches files misses those that
 * are replaced behind a link, as renewing programs do. A pair that does not fit (one file is written before the other) is not
 * served; the one before it is, until the files fit.
 * @param served what the server began with
 * @returns a function that stops it
 */
export function keepTlsFresh(
  server: Server,
  files: TlsFiles,
  served: TlsPair,
  options: { log: Log; metrics: Pick<Metrics, 'gauge'>; everyMilliseconds?: number | undefined },
): () => void {
  const { log, metrics, everyMilliseconds = LOOK_AGAIN_MILLISECONDS } = options;
  let current = served;
  let complaint = '';
  const look = async () => {
    const found = await readTlsFiles(files);
    complaint = '';
    if (found.cert === current.cert && found.key === current.key) return;
    server.setSecureContext({ ...TLS_TERMS, cert: found.cert, key: found.key });
    current = found;
    log.info({ validTo: found.leaf.validTo }, 'a renewed TLS certificate is served');
  };
  metrics.gauge(
    'incola_tls_certificate_expires_seconds',
    'When the TLS certificate that is served ends, seconds since the epoch.',
    () => Date.parse(current.leaf.validTo) / 1000,
  );
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      const described = describeError(error);
      if (JSON.stringify(described) === complaint) return;
      complaint = JSON.stringify(described);
      log.error({ error: described }, 'the TLS files have changed and cannot be served; the earlier ones still are');
    });
  }, everyMilliseconds).unref();
  return () => clearInterval(timer);
}
