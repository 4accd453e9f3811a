import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_POLICY } from '#verification';
import { databasePlaces, folderOfConfig, loadConfig, programFolder, type ConfigEnvironment } from '#service-kit/config';
import { LOG_LEVELS } from '#service-kit/log';
import { MAIL_NEEDS_LOOPBACK, mailSettings, placeMailFiles, reachesItsMailHost } from '#service-kit/mail';
import { hardwareModule, placeHardwareModule } from '#service-kit/organisations';
import { tenantSlug } from '#service-kit/tenants';
import { placeTlsFiles, publishesWhatItServes, TLS_NEEDS_HTTPS, tlsFiles } from '#service-kit/tls';
import { publicUrl } from '#service-kit/url';
import { openidProviderShape, placeOpenidProvider } from './openid-provider/openid-provider.config.js';

const port = z.number().int().min(0).max(65_535);
const seconds = z.number().int().min(1).max(86_400);

/** `https://bank.example`: nothing but scheme, host and port. */
const origin = z
  .string()
  .max(512)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    message: 'An origin is a scheme, a host and perhaps a port.',
  });

/** A bank, a city or another third party that asks. */
const tenant = z.strictObject({
  slug: tenantSlug.describe('Its name in addresses and in its did:web.'),
  name: z.string().min(1).max(200),
  legalId: z.string().min(1).max(64),
  pageReturnOrigins: z
    .array(origin)
    .max(32)
    .default([])
    .describe('Origins to which people may be sent from its hosted pages.'),
  trustedEntities: z
    .array(z.string().min(1))
    .max(16)
    .default([])
    .describe('Files of lists of issuers that it trusts beside the members (docs/trusted-entities.md).'),
  sandbox: z
    .boolean()
    .default(false)
    .describe(
      'Whether it is a place to try: with keys and issuers of its own, outside of the cooperative, where each outcome can be simulated.',
    ),
  clientIdPrefix: z
    .enum(['x509_hash', 'x509_san_dns', 'decentralized_identifier'])
    .default('x509_hash')
    .describe(
      'As whom it asks wallets: by the digest of its certificate, by the host of publicUrl, which its certificate must name, or by its did:web.',
    ),
  responseMode: z
    .enum(['direct_post.jwt', 'direct_post'])
    .default('direct_post.jwt')
    .describe('How wallets answer; direct_post leaves the answer unencrypted within TLS, and HAIP does not allow it.'),
  openidProvider: openidProviderShape
    .optional()
    .describe('What relying parties may ask for by OpenID Connect, and which; without it, the tenant is no provider.'),
});

const policy = z.strictObject({
  clockSkewSeconds: z.number().int().min(0).max(300).default(DEFAULT_POLICY.clockSkewSeconds),
  maxKeyBindingAgeSeconds: seconds.default(DEFAULT_POLICY.maxKeyBindingAgeSeconds),
  maxStatusPendingSeconds: seconds.default(DEFAULT_POLICY.maxStatusPendingSeconds),
  onStatusUnavailable: z.enum(['refuse', 'accept_last_known', 'accept']).default(DEFAULT_POLICY.onStatusUnavailable),
  maxStatusOutageSeconds: seconds.default(DEFAULT_POLICY.maxStatusOutageSeconds),
  maxPresentationLength: z.number().int().min(4_096).max(65_536).default(DEFAULT_POLICY.maxPresentationLength),
  maxDisclosures: z.number().int().min(1).max(128).default(DEFAULT_POLICY.maxDisclosures),
});

const fields = z.object({
  publicUrl: publicUrl
    .default('http://localhost:4002')
    .describe('Where wallets and integrators reach the verifier; every link derives from it.'),
  host: z.string().default('127.0.0.1').describe('The address it listens on.'),
  port: port.default(4002).describe('The port it listens on.'),
  metricsPort: port
    .optional()
    .describe('The port of /metrics on the same address; without it, figures are not served.'),
  tls: tlsFiles,
  cooperativeUrl: publicUrl.default('http://localhost:4003').describe('Where the cooperative hosts the ledger.'),
  outgoingOrigins: z
    .array(z.string().max(512))
    .max(64)
    .default(['http://localhost:4003', 'http://localhost:4004'])
    .describe('Exact origins that may be called although they are not public https addresses.'),
  dataFolder: z
    .string()
    .default('data/verifier')
    .describe('Where databases and keys lie, if nothing else is said; relative to the configuration file.'),
  databaseUrl: z
    .string()
    .optional()
    .describe(
      'Presentations and receipts: sqlite:/absolute/file or postgres://…; without it, SQLite in the data folder.',
    ),
  keyStoreUrl: z
    .string()
    .optional()
    .describe('Keys, sealed under the master key, apart from the data; without it, SQLite in the data folder.'),
  masterKeyFile: z
    .string()
    .optional()
    .describe('The file of the master key; without it, in the data folder, made at first start.'),
  pkcs11: hardwareModule,
  trustFile: z
    .string()
    .optional()
    .describe('The trust file that founding wrote; without it, trust.json in the data folder.'),
  certificatesFile: z
    .string()
    .optional()
    .describe('The leaf certificates that founding wrote; without it, certificates.json in the data folder.'),
  callsPerMinute: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('How many calls of the management API each tenant may make in a minute; without it, any number.'),
  logLevel: z.enum(LOG_LEVELS).default('info').describe('The least severe event that is logged.'),
  requestLifetimeSeconds: seconds.max(600).default(600).describe('How long a presentation request lives.'),
  walletUrl: publicUrl
    .default('http://localhost:4000')
    .describe('The wallet to which hosted pages lead first; others by the standard scheme.'),
  walletAuthorizationEndpoint: z
    .string()
    .max(512)
    .regex(/^[a-z][a-z0-9+.-]*:\/\/[^#\s]*$/, 'A scheme such as openid4vp:// or an https address, without a fragment.')
    .default('openid4vp://')
    .describe('Where other wallets are reached: a scheme that they own, or the https address of one of them.'),
  pageLifetimeSeconds: seconds
    .max(7_200)
    .default(1_800)
    .describe('How long a hosted page may ask again, and keeps what it asks.'),
  mail: mailSettings,
  schemasFolder: z
    .string()
    .optional()
    .describe('Where the definitions of credential types lie; without it, the folder `schemas` of the program.'),
  trustRefreshSeconds: seconds
    .max(300)
    .default(30)
    .describe('How often state proofs and status lists are fetched, whether anyone presents or not.'),
  policy: policy.prefault({}).describe('Ages and sizes that verification accepts.'),
  tenants: z
    .array(tenant)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ slug }) => slug)).size === all.length, 'Two tenants have one slug.')
    .describe('The organisations that ask.'),
});

export const verifierConfigShape = fields
  .refine(publishesWhatItServes, TLS_NEEDS_HTTPS)
  .refine(reachesItsMailHost, MAIL_NEEDS_LOOPBACK);

export type VerifierSettings = z.infer<typeof verifierConfigShape>;

/** The settings with every place filled in. */
export type VerifierConfig = VerifierSettings & {
  databaseUrl: string;
  keyStoreUrl: string;
  masterKeyFile: string;
  keyEpochsFolder: string;
  trustFile: string;
  certificatesFile: string;
  schemasFolder: string;
};

/** @throws `invalid_configuration` with every problem */
export function loadVerifierConfig(file: string | undefined, environment: ConfigEnvironment): VerifierConfig {
  const settings = loadConfig({ app: 'verifier', shape: verifierConfigShape, file, environment });
  return completeConfig(settings, folderOfConfig(file));
}

/** @param folder what relative paths are relative to */
export function completeConfig(settings: VerifierSettings, folder: string): VerifierConfig {
  const dataFolder = resolve(folder, settings.dataFolder);
  const place = (given: string | undefined, file: string) => resolve(folder, given ?? resolve(dataFolder, file));
  return {
    ...settings,
    dataFolder,
    tenants: settings.tenants.map((each) => ({
      ...each,
      trustedEntities: each.trustedEntities.map((file) => resolve(folder, file)),
      ...(each.openidProvider === undefined
        ? {}
        : { openidProvider: placeOpenidProvider(each.openidProvider, folder) }),
    })),
    tls: placeTlsFiles(settings.tls, folder),
    pkcs11: placeHardwareModule(settings.pkcs11, folder),
    mail: placeMailFiles(settings.mail, folder),
    ...databasePlaces(settings, dataFolder, 'verifier'),
    masterKeyFile: place(settings.masterKeyFile, 'master.key'),
    keyEpochsFolder: resolve(dataFolder, 'key-epochs'),
    trustFile: place(settings.trustFile, 'trust.json'),
    certificatesFile: place(settings.certificatesFile, 'certificates.json'),
    schemasFolder: resolve(folder, settings.schemasFolder ?? resolve(programFolder(), 'schemas')),
  };
}
