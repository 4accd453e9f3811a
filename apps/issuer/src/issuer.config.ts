import { resolve } from 'node:path';
import { z } from 'zod';
import { ISSUER_DID_METHODS } from '#identity';
import { databasePlaces, folderOfConfig, loadConfig, programFolder, type ConfigEnvironment } from '#service-kit/config';
import { LOG_LEVELS } from '#service-kit/log';
import { hardwareModule, placeHardwareModule } from '#service-kit/organisations';
import { tenantSlug } from '#service-kit/tenants';
import { placeTlsFiles, publishesWhatItServes, TLS_NEEDS_HTTPS, tlsFiles } from '#service-kit/tls';
import { publicUrl } from '#service-kit/url';
import { attesterCertificate, publicKey, registeredClients } from './clients/client-settings.js';
import { identityEvidenceSettings, placeTrustedEntities } from './identity-evidence/identity-evidence-settings.js';
import { placeClientSecret, signInSettings } from './sign-in/sign-in-settings.js';

const port = z.number().int().min(0).max(65_535);
const seconds = z.number().int().min(1);
const DAY = 86_400;

const resistance = z.array(z.string().min(1).max(256)).min(1).max(20).optional();

/** A utility. Its did:web and all its addresses follow from `publicUrl` and `slug`. */
const tenant = z.strictObject({
  slug: tenantSlug.describe('Its name in addresses and in its did:web.'),
  name: z.string().min(1).max(200),
  legalId: z.string().min(1).max(64),
  /** `base`: public wallets; `haip`: pushed authorization requests and attested clients (design §4). One or both. */
  profiles: z
    .array(z.enum(['base', 'haip']))
    .min(1)
    .default(['base']),
  clients: registeredClients.default([]),
  /** Roots of wallet providers, whose attestations of clients and keys are believed: certificates, DER in Base 64. */
  walletProviderRoots: z.array(attesterCertificate).max(100).default([]),
  /** Their keys, where they are known without certificates: public JWKs, which `kid` of an attestation tells apart. */
  walletProviderKeys: z.array(publicKey).max(100).default([]),
  /** Whether a client must use a challenge of ours in its proof of possession, or may (attestation-based client authentication 07 §8). */
  attestationChallenges: z.enum(['offered', 'required']).default('offered'),
  /** Where keys must be attested: which attack potential their storage and the unlocking must resist (OpenID4VCI 1.0 Appendix D.2). */
  requireKeyAttestation: z.strictObject({ keyStorage: resistance, userAuthentication: resistance }).optional(),
  /** Whether every credential request and response must be encrypted; wallets may do so anyway. */
  requireEncryption: z.boolean().default(false),
  /** With `operator`, each request for credentials waits until an operator lets it through. */
  approval: z.enum(['none', 'operator']).default('none'),
  credentialTypes: z.array(z.string().min(1).max(64)).min(1).max(16).default(['residency']),
  /** By which DID it names itself in W3C credentials; its certified key signs under each of them. */
  issuerDidMethod: z.enum(ISSUER_DID_METHODS).default('did:web'),
  /** As the cooperative's founding plan names it; the tenant's slug where nothing is said. */
  statusListSlug: tenantSlug.optional(),
  signIn: signInSettings.default({ letterCode: true }),
  /** Citizens of whom no date of birth is recorded may show one from a wallet; absent: they can't get a proof of age. */
  identityEvidence: identityEvidenceSettings.optional(),
  brand: z.strictObject({ logoUri: publicUrl.optional() }).default({}),
});

export const issuerConfigShape = z
  .object({
    publicUrl: publicUrl
      .default('http://localhost:4001')
      .describe('Where wallets and operators reach the issuer; every link derives from it.'),
    host: z.string().default('127.0.0.1').describe('The address it listens on.'),
    port: port.default(4001).describe('The port it listens on.'),
    metricsPort: port
      .optional()
      .describe('The port of /metrics on the same address; without it, figures are not served.'),
    tls: tlsFiles,
    trustedProxies: z
      .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
      .max(100)
      .default([])
      .describe(
        'Proxies in front, by address or network, that tell the callers’ addresses in X-Forwarded-For; without them all callers look alike.',
      ),
    dataFolder: z
      .string()
      .default('data/issuer')
      .describe('Where databases and keys lie, if nothing else is said; relative to the configuration file.'),
    databaseUrl: z
      .string()
      .optional()
      .describe('The data: sqlite:/absolute/file or postgres://…; without it, SQLite in the data folder.'),
    keyStoreUrl: z
      .string()
      .optional()
      .describe('Signing keys and subject keys, apart from the data; without it, SQLite in the data folder.'),
    masterKeyFile: z
      .string()
      .optional()
      .describe(
        'The file of the master key, which seals every other key; without it, in the data folder, made at first start.',
      ),
    keyFolder: z
      .string()
      .optional()
      .describe('Key epochs and look-up keys, shared by all instances; without it, in the data folder.'),
    pkcs11: hardwareModule,
    trustFile: z
      .string()
      .optional()
      .describe('The trust file that founding wrote; without it, trust.json in the data folder.'),
    certificatesFile: z
      .string()
      .optional()
      .describe('The leaf certificates that founding wrote; without it, certificates.json in the data folder.'),
    schemasFolder: z
      .string()
      .optional()
      .describe('Where the definitions of credential types lie; without it, the folder `schemas` of the program.'),
    cooperativeUrl: publicUrl
      .default('http://localhost:4003')
      .describe(
        'The cooperative: status provider and ledger; its origin must be among outgoingOrigins if it is local.',
      ),
    walletUrl: publicUrl
      .default('http://localhost:4000')
      .describe('The wallet that offer links open; any wallet can read the standard link beside it.'),
    outgoingOrigins: z
      .array(z.string())
      .max(100)
      .default(['http://localhost:4003'])
      .describe('Exact origins that may be called without TLS or at a private address.'),
    callsPerMinute: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('How many calls of the management API each tenant may make in a minute; without it, any number.'),
    logLevel: z.enum(LOG_LEVELS).default('info').describe('The least severe event that is logged.'),
    offerTtlSeconds: seconds
      .max(30 * DAY)
      .default(7 * DAY)
      .describe('How long a credential offer can be redeemed.'),
    transactionCodeAttempts: seconds
      .max(20)
      .default(5)
      .describe('Wrong transaction codes after which an offer is locked.'),
    letterCodeTtlDays: z
      .number()
      .int()
      .min(1)
      .max(400)
      .default(60)
      .describe('How many days a citizen can sign in with the code of a letter.'),
    accessTokenTtlSeconds: seconds.max(3600).default(600).describe('How long an access token lives.'),
    refreshTokenTtlSeconds: seconds
      .max(365 * DAY)
      .default(90 * DAY)
      .describe('How long a refresh token lives, by which a wallet gets new credentials without asking the person.'),
    pushedRequestTtlSeconds: seconds
      .max(90)
      .default(90)
      .describe('How long a browser may take to come with a pushed authorization request.'),
    credentialNonceTtlSeconds: seconds.max(3600).default(300).describe('How long a c_nonce can be used.'),
    batchesPerWeek: seconds
      .max(1000)
      .default(5)
      .describe(
        'Whole batches of a credential that one grant is good for in a week; a wallet that lost an answer needs another.',
      ),
    deferredIntervalSeconds: seconds
      .max(DAY)
      .default(60)
      .describe('How long a wallet waits before it asks again for credentials that an operator must approve.'),
    deferredTtlDays: seconds
      .max(90)
      .default(30)
      .describe('How many days a request waits for an operator, and then for its wallet.'),
    statusListSize: z
      .number()
      .int()
      .min(1024)
      .max(2 ** 24)
      .multipleOf(8)
      .default(2 ** 20)
      .describe('Places in a status list; one that is half full is followed by the next.'),
    statusHost: z
      .enum(['cooperative', 'issuer'])
      .default('cooperative')
      .describe(
        'Who serves the status lists: the cooperative as status provider, or this issuer itself; the address prefix that the ledger has must fit.',
      ),
    statusListTtlSeconds: seconds.max(DAY).default(60).describe('How long a published status list decides.'),
    statusPublishIntervalSeconds: seconds
      .max(DAY)
      .default(20)
      .describe('How often each status list is signed anew, changed or not.'),
    revocationCohortPersons: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe(
        'How many persons an ordinary revocation waits for, so that the list does not tell when one moved out.',
      ),
    revocationCohortSeconds: z
      .number()
      .int()
      .min(0)
      .max(7 * DAY)
      .default(DAY)
      .describe('How long it waits for them at most; fraud, a lost key and mistakes of ours do not wait.'),
    clockSkewSeconds: z.number().int().min(0).max(300).default(60).describe('How far other clocks may be off.'),
    tenants: z
      .array(tenant)
      .min(1)
      .max(100)
      .refine((all) => new Set(all.map(({ slug }) => slug)).size === all.length, 'Two tenants have one slug.')
      .describe('The utilities that this issuer acts for.'),
  })
  .refine(({ tenants }) => tenants.every(canVerifyAttestations), {
    path: ['tenants'],
    message: 'Who asks for key attestations must trust a wallet provider: walletProviderRoots or walletProviderKeys.',
  })
  .refine((config) => config.statusPublishIntervalSeconds < config.statusListTtlSeconds, {
    path: ['statusPublishIntervalSeconds'],
    message: 'A status list must be signed anew before its ttl is over.',
  })
  .refine(publishesWhatItServes, TLS_NEEDS_HTTPS);

function canVerifyAttestations(settings: z.infer<typeof tenant>): boolean {
  const { requireKeyAttestation, walletProviderRoots, walletProviderKeys } = settings;
  return requireKeyAttestation === undefined || walletProviderRoots.length + walletProviderKeys.length > 0;
}

export type IssuerSettings = z.infer<typeof issuerConfigShape>;

/** The settings with every place filled in. */
export type IssuerConfig = IssuerSettings & {
  databaseUrl: string;
  keyStoreUrl: string;
  masterKeyFile: string;
  keyFolder: string;
  trustFile: string;
  certificatesFile: string;
  schemasFolder: string;
};

/** @throws `invalid_configuration` with every problem */
export function loadIssuerConfig(file: string | undefined, environment: ConfigEnvironment): IssuerConfig {
  const settings = loadConfig({ app: 'issuer', shape: issuerConfigShape, file, environment });
  return completeConfig(settings, folderOfConfig(file));
}

function placeTenant(settings: z.infer<typeof tenant>, folder: string): z.infer<typeof tenant> {
  const identityEvidence = placeTrustedEntities(settings.identityEvidence, folder);
  return { ...settings, signIn: placeClientSecret(settings.signIn, folder), identityEvidence };
}

/** @param folder what relative paths are relative to */
export function completeConfig(settings: IssuerSettings, folder: string): IssuerConfig {
  const dataFolder = resolve(folder, settings.dataFolder);
  const place = (given: string | undefined, name: string) => resolve(folder, given ?? resolve(dataFolder, name));
  return {
    ...settings,
    dataFolder,
    tenants: settings.tenants.map((one) => placeTenant(one, folder)),
    tls: placeTlsFiles(settings.tls, folder),
    pkcs11: placeHardwareModule(settings.pkcs11, folder),
    ...databasePlaces(settings, dataFolder, 'issuer'),
    masterKeyFile: place(settings.masterKeyFile, 'master.key'),
    keyFolder: place(settings.keyFolder, 'keys'),
    trustFile: place(settings.trustFile, 'trust.json'),
    certificatesFile: place(settings.certificatesFile, 'certificates.json'),
    schemasFolder: resolve(folder, settings.schemasFolder ?? resolve(programFolder(), 'schemas')),
  };
}
