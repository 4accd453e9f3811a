import { createOrganisationKeys, identityEntities, identityMigrations, type OrganisationKeys } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import {
  authenticationEntities,
  authenticationMigrations,
  machineClientEntities,
  machineClientMigrations,
} from '#service-kit/authentication';
import { openDatabase, type Database, type StatementHooks } from '#service-kit/database';
import { idempotencyEntities, idempotencyMigrations } from '#service-kit/idempotency';
import { ledgerTrustEntities, ledgerTrustMigrations, TypeormTrustedBlocks } from '#service-kit/ledger-trust';
import { sessionEntities, sessionMigrations } from '#service-kit/sessions';
import { openHardwareModule, type HardwareModule } from '#service-kit/organisations';
import { outboxEntities, outboxMigrations } from '#service-kit/outbox';
import {
  ensureMasterKey,
  EpochKeys,
  SecretBox,
  SubjectVault,
  vaultEntities,
  vaultMigrations,
} from '#service-kit/vault';
import { webhookEntities, webhookMigrations } from '#service-kit/webhooks';
import { TypeormAnchors, TypeormCommitments } from './typeorm-anchors.js';
import { TypeormCustomerScreens } from './typeorm-customer-screens.js';
import { TypeormEvidence, TypeormReceipts, TypeormWithdrawals } from './typeorm-evidence.js';
import { customerScreenEntities } from './customer-screen-tables.js';
import { CustomerScreens1764300001710 } from './customer-screens.migration.js';
import { VerifierEvidence1764300001600 } from './evidence.migration.js';
import { HostedPages1763700000500 } from './hosted-pages.migration.js';
import { VerifierResponseModes1764300001100 } from './response-modes.migration.js';
import { OpenidProvider1764300001400 } from './openid-provider.migration.js';
import { openidProviderEntities } from './openid-provider-tables.js';
import { VerifierPaperPath1764300001700 } from './paper-path.migration.js';
import { VerifierPolicies1764300001300 } from './policies.migration.js';
import { VerifierSettlement1763700000600 } from './settlement.migration.js';
import { settlementEntities } from './settlement-tables.js';
import { trustInputEntities } from './trust-input-tables.js';
import { TypeormHostedPages } from './typeorm-hosted-pages.js';
import { TypeormOidcRecords } from './typeorm-oidc-records.js';
import { TypeormLogNames } from './typeorm-log-names.js';
import { TypeormPresentations } from './typeorm-presentations.js';
import { TypeormPayableProofs, TypeormSettlements } from './typeorm-settlements.js';
import { TypeormTrustInputs } from './typeorm-trust-inputs.js';
import { VerifierVerifications1764300001200 } from './verifications.migration.js';
import { VerifierTables1763700000400 } from './verifier.migration.js';
import { verifierEntities } from './verifier-tables.js';

/** Every key of this service, sealed under the master key, in a database apart from the data that they protect. */
export interface KeyStore {
  organisationKeys: OrganisationKeys;
  secretBox: SecretBox;
  vault: SubjectVault;
  close(): Promise<void>;
}

export async function openKeyStore(
  config: {
    keyStoreUrl: string;
    masterKeyFile: string;
    keyEpochsFolder: string;
    pkcs11?: HardwareModule | undefined;
  },
  parts: { clock: Clock; random: RandomBytes; statementHooks?: StatementHooks | undefined },
): Promise<KeyStore> {
  const { clock, random } = parts;
  const masterKey = await ensureMasterKey(config.masterKeyFile, random);
  const token = await openHardwareModule(config.pkcs11, random);
  const database = await openDatabase({
    ...parts.statementHooks,
    url: config.keyStoreUrl,
    entities: [...identityEntities, ...vaultEntities],
    migrations: [...vaultMigrations, ...identityMigrations],
  });
  const secretBox = new SecretBox(masterKey, random);
  const epochs = new EpochKeys(config.keyEpochsFolder, masterKey, clock, random);
  return {
    organisationKeys: createOrganisationKeys({ database, sealing: secretBox, clock, random, token }),
    secretBox,
    vault: new SubjectVault(database, epochs, clock, random),
    close: async () => {
      await token?.close();
      await database.close();
    },
  };
}

export type DataStores = Awaited<ReturnType<typeof openDataStores>>;

export const dataEntities = [
  ...authenticationEntities,
  ...sessionEntities,
  ...outboxEntities,
  ...webhookEntities,
  ...idempotencyEntities,
  ...machineClientEntities,
  ...verifierEntities,
  ...settlementEntities,
  ...openidProviderEntities,
  ...trustInputEntities,
  ...customerScreenEntities,
  ...ledgerTrustEntities,
];
export const dataMigrations = [
  ...authenticationMigrations,
  ...outboxMigrations,
  ...webhookMigrations,
  VerifierTables1763700000400,
  ...sessionMigrations,
  HostedPages1763700000500,
  VerifierSettlement1763700000600,
  VerifierResponseModes1764300001100,
  OpenidProvider1764300001400,
  VerifierPolicies1764300001300,
  VerifierEvidence1764300001600,
  VerifierVerifications1764300001200,
  VerifierPaperPath1764300001700,
  ...idempotencyMigrations,
  ...machineClientMigrations,
  CustomerScreens1764300001710,
  ...ledgerTrustMigrations,
];

export async function openDataStores(config: { databaseUrl: string }, hooks: StatementHooks = {}) {
  const database: Database = await openDatabase({
    url: config.databaseUrl,
    entities: dataEntities,
    migrations: dataMigrations,
    ...hooks,
  });
  const presentations = new TypeormPresentations(database);
  return {
    database,
    presentations,
    endings: presentations,
    pages: new TypeormHostedPages(database),
    screens: new TypeormCustomerScreens(database),
    evidence: new TypeormEvidence(database),
    trustInputStore: new TypeormTrustInputs(database),
    receipts: new TypeormReceipts(database),
    withdrawals: new TypeormWithdrawals(database),
    anchors: new TypeormAnchors(database),
    commitments: new TypeormCommitments(database),
    logNames: new TypeormLogNames(database),
    trustedBlocksOf: (genesis: string) => new TypeormTrustedBlocks(database, genesis),
    payableProofs: new TypeormPayableProofs(database),
    settlements: new TypeormSettlements(database),
    oidcRecords: new TypeormOidcRecords(database),
  };
}
