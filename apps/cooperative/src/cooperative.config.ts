import { resolve } from 'node:path';
import { z } from 'zod';
import { databasePlaces, folderOfConfig, loadConfig, programFolder, type ConfigEnvironment } from '#service-kit/config';
import { LOG_LEVELS } from '#service-kit/log';
import { hardwareModule, placeHardwareModule } from '#service-kit/organisations';
import { tenantSlug } from '#service-kit/tenants';
import { placeTlsFiles, publishesWhatItServes, TLS_NEEDS_HTTPS, tlsFiles } from '#service-kit/tls';
import { publicUrl } from '#service-kit/url';

const port = z.number().int().min(0).max(65_535);

/** An organisation whose keys live in this service: the cooperative itself, or a member of the citizens' college. */
const tenant = z.strictObject({
  slug: tenantSlug.describe('Its name in addresses and in its did:web.'),
  name: z.string().min(1).max(200),
  legalId: z.string().min(1).max(64),
});

/** Who orders and attests the ledger; the genesis decides, and this says where its engine is. */
const ledgerEngine = z.discriminatedUnion('engine', [
  z.strictObject({ engine: z.literal('embedded') }),
  z.strictObject({ engine: z.literal('cometbft'), rpcPort: port.min(1) }),
]);

const fields = z.object({
  publicUrl: publicUrl
    .default('http://localhost:4003')
    .describe('Where members, wallets and anyone reach the cooperative; every link derives from it.'),
  host: z.string().default('127.0.0.1').describe('The address it listens on.'),
  port: port.default(4003).describe('The port it listens on.'),
  metricsPort: port
    .optional()
    .describe('The port of /metrics on the same address; without it, figures are not served.'),
  tls: tlsFiles,
  dataFolder: z
    .string()
    .default('data/cooperative')
    .describe(
      'Where databases, keys and founding files lie, if nothing else is said; relative to the configuration file.',
    ),
  databaseUrl: z
    .string()
    .optional()
    .describe('Ledger and status lists: sqlite:/absolute/file or postgres://…; without it, SQLite in the data folder.'),
  keyStoreUrl: z
    .string()
    .optional()
    .describe('Keys, sealed under the master key, apart from the data; without it, SQLite in the data folder.'),
  masterKeyFile: z
    .string()
    .optional()
    .describe(
      'The file of the master key, which seals every other key; without it, in the data folder, made at first start.',
    ),
  ledger: ledgerEngine
    .default({ engine: 'embedded' })
    .describe(
      'The engine of the ledger: {"engine":"embedded"} in this process, or {"engine":"cometbft","rpcPort":26657}, the network of the ' +
        "colleges' validators, by the RPC of the college's own node on this machine.",
    ),
  pkcs11: hardwareModule,
  foundingFolder: z
    .string()
    .optional()
    .describe('Where founding writes genesis, trust file and certificates; without it, in the data folder.'),
  schemasFolder: z
    .string()
    .optional()
    .describe('Where the definitions of credential types lie; without it, the folder `schemas` of the program.'),
  watch: z
    .strictObject({
      sources: z
        .array(publicUrl)
        .min(1)
        .max(16)
        .refine((all) => new Set(all).size === all.length, 'A source stands twice.')
        .describe("Public addresses of the other colleges' services, which show the same ledger."),
      everySeconds: z.int().min(1).max(3600).default(30).describe('How often they are compared.'),
    })
    .optional()
    .describe(
      'Other services with which our ledger is compared, so that a fork, a standstill or an absence is noticed; without it, nothing is compared.',
    ),
  logLevel: z.enum(LOG_LEVELS).default('info').describe('The least severe event that is logged.'),
  tenants: z
    .array(tenant)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ slug }) => slug)).size === all.length, 'Two tenants have one slug.')
    .describe(
      'Organisations whose keys live here; the first is the cooperative, which runs the certification authorities.',
    ),
});

export const cooperativeConfigShape = fields.refine(publishesWhatItServes, TLS_NEEDS_HTTPS);

export type CooperativeSettings = z.infer<typeof cooperativeConfigShape>;
export type CooperativeTenant = CooperativeSettings['tenants'][number];

/** The settings with every place filled in. */
export type CooperativeConfig = CooperativeSettings & {
  databaseUrl: string;
  keyStoreUrl: string;
  masterKeyFile: string;
  foundingFolder: string;
  schemasFolder: string;
};

/** @throws `invalid_configuration` with every problem */
export function loadCooperativeConfig(file: string | undefined, environment: ConfigEnvironment): CooperativeConfig {
  const settings = loadConfig({ app: 'cooperative', shape: cooperativeConfigShape, file, environment });
  return completeConfig(settings, folderOfConfig(file));
}

/** @param folder what relative paths are relative to */
export function completeConfig(settings: CooperativeSettings, folder: string): CooperativeConfig {
  const dataFolder = resolve(folder, settings.dataFolder);
  return {
    ...settings,
    dataFolder,
    tls: placeTlsFiles(settings.tls, folder),
    pkcs11: placeHardwareModule(settings.pkcs11, folder),
    ...databasePlaces(settings, dataFolder, 'cooperative'),
    masterKeyFile: resolve(folder, settings.masterKeyFile ?? resolve(dataFolder, 'master.key')),
    foundingFolder: resolve(folder, settings.foundingFolder ?? resolve(dataFolder, 'founding')),
    schemasFolder: resolve(folder, settings.schemasFolder ?? resolve(programFolder(), 'schemas')),
  };
}
