import { readFile } from 'node:fs/promises';
import { parseTrustFile, type TrustFile } from '#ledger';
import { outage, systemClock, type Clock } from '#primitives';
import { createHttpService } from '#service-kit/http';
import { createLog, describeError, type Log } from '#service-kit/log';
import { appHeaders } from './app-headers.js';
import { readAppFiles } from './read-app-files.js';
import { RenewedFile } from './renewed-file.js';
import { connectSources, type WalletConfig } from './wallet.config.js';
import { WalletModule } from './wallet.module.js';

const BODY_LIMIT_BYTES = 1024;

export interface WalletService {
  /** Where it listens; links use `publicUrl`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Delivers the wallet's app: files with a strict policy, and the description of whom it believes. What citizens hold never
 * comes here.
 * @throws `not_founded`, `app_not_built` (outages), and the codes of `parseTrustFile`
 */
export async function startWallet(
  config: WalletConfig,
  parts: { log?: Log; clock?: Clock } = {},
): Promise<WalletService> {
  const log = parts.log ?? createLog({ service: 'wallet', level: config.logLevel });
  const { host, port, metricsPort } = config;
  const trustFile = await RenewedFile.open(() => readTrustFile(config.trustFile), {
    clock: parts.clock ?? systemClock,
    report: (error) => log.warn({ error: describeError(error) }, 'the trust file could not be read anew'),
  });
  const describe = async () => ({
    name: config.name,
    cooperative: { url: config.cooperativeUrl },
    trustFile: await trustFile.read(),
  });
  const service = await createHttpService({
    module: WalletModule.with({
      files: await readAppFiles(config.appFolder),
      describe,
      headers: appHeaders(connectSources(config)),
    }),
    publicUrl: config.publicUrl,
    listen: { host, port },
    tls: config.tls,
    metricsListen: metricsPort === undefined ? undefined : { host, port: metricsPort },
    bodyLimitBytes: BODY_LIMIT_BYTES,
    publicCors: () => false,
    errors: { statuses: { not_found: 404 } },
    log,
  });
  return { url: service.url, close: () => service.close() };
}

async function readTrustFile(file: string): Promise<TrustFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw outage('not_founded', `There is no trust file at ${file}; found the cooperative first.`, { cause });
  }
  return parseTrustFile(text);
}
