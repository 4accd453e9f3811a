import { resolve } from 'node:path';
import { z } from 'zod';
import { isCodedError, isLoopback, parsePublicUrl } from '#primitives';
import { folderOfConfig, loadConfig, programFolder, type ConfigEnvironment } from '#service-kit/config';
import { LOG_LEVELS } from '#service-kit/log';
import { placeTlsFiles, publishesWhatItServes, TLS_NEEDS_HTTPS, tlsFiles } from '#service-kit/tls';
import { publicUrl } from '#service-kit/url';

const port = z.number().int().min(0).max(65_535);

/** `http://localhost:4001`: scheme, host and port, nothing after; what a Content Security Policy takes as it is. */
const origin = z
  .string()
  .max(512)
  .refine((text) => {
    try {
      return parsePublicUrl(text).origin === text;
    } catch (error) {
      if (isCodedError(error)) return false;
      throw error;
    }
  }, 'An origin is https, or http on a loopback host, without a path.');

const fields = z.object({
  publicUrl: publicUrl
    .default('http://localhost:4000')
    .describe('Where citizens open the wallet. It belongs to their wallets: another address is another, empty one.'),
  host: z.string().default('127.0.0.1').describe('The address it listens on.'),
  port: port.default(4000).describe('The port it listens on.'),
  metricsPort: port
    .optional()
    .describe('The port of /metrics on the same address; without it, figures are not served.'),
  tls: tlsFiles,
  name: z.string().min(1).max(60).default('Incola').describe('What the wallet calls itself.'),
  cooperativeUrl: publicUrl
    .default('http://localhost:4003')
    .describe('The cooperative whose ledger the wallet believes: proofs and explorer.'),
  trustFile: z
    .string()
    .default('data/wallet/trust.json')
    .describe('The trust file that founding wrote; relative to the configuration file. It is read at start.'),
  outgoingOrigins: z
    .array(origin)
    .max(64)
    .default(['http://localhost:4001', 'http://localhost:4002', 'http://localhost:4003', 'http://localhost:4004'])
    .describe(
      'Exact origins on this machine that the wallet may call beside public https addresses; used only where the wallet itself ' +
        'is on a loopback host.',
    ),
  appFolder: z
    .string()
    .optional()
    .describe('Where the built app lies; without it, the folder `dist/wallet` of the program.'),
  logLevel: z.enum(LOG_LEVELS).default('info').describe('The least severe event that is logged.'),
});

export const walletConfigShape = fields.refine(publishesWhatItServes, TLS_NEEDS_HTTPS);

export type WalletSettings = z.infer<typeof walletConfigShape>;
export type WalletConfig = WalletSettings & { appFolder: string };

/** @throws `invalid_configuration` with every problem */
export function loadWalletConfig(file: string | undefined, environment: ConfigEnvironment): WalletConfig {
  const settings = loadConfig({ app: 'wallet', shape: walletConfigShape, file, environment });
  return completeWalletConfig(settings, folderOfConfig(file));
}

/** @param folder what relative paths are relative to */
export function completeWalletConfig(settings: WalletSettings, folder: string): WalletConfig {
  return {
    ...settings,
    tls: placeTlsFiles(settings.tls, folder),
    trustFile: resolve(folder, settings.trustFile),
    appFolder: resolve(folder, settings.appFolder ?? resolve(programFolder(), 'dist', 'wallet')),
  };
}

/** Where the app's pages may send requests, for its Content Security Policy. */
export function connectSources({ publicUrl: own, outgoingOrigins }: WalletConfig): string[] {
  const onLoopback = isLoopback(new URL(own));
  return ["'self'", 'https:', ...(onLoopback ? outgoingOrigins : [])];
}
