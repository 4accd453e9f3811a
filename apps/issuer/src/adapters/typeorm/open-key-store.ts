import { join } from 'node:path';
import { createOrganisationKeys, identityEntities, identityMigrations, type OrganisationKeys } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import { openDatabase, type StatementHooks } from '#service-kit/database';
import { openHardwareModule, type HardwareModule } from '#service-kit/organisations';
import {
  ensureMasterKey,
  EpochKeys,
  LookupKeys,
  SecretBox,
  SubjectVault,
  vaultEntities,
  vaultMigrations,
} from '#service-kit/vault';

export interface KeyStore {
  organisationKeys: OrganisationKeys;
  vault: SubjectVault;
  lookupKeys: LookupKeys;
  /** Seals what the service itself keeps secret for a while. */
  secretBox: SecretBox;
  close(): Promise<void>;
}

/** Opens every key of this service: signing keys, subject keys and look-up keys, all under the master key. */
export async function openKeyStore(
  config: { keyStoreUrl: string; masterKeyFile: string; keyFolder: string; pkcs11?: HardwareModule | undefined },
  parts: { clock: Clock; random: RandomBytes; statementHooks?: StatementHooks | undefined },
): Promise<KeyStore> {
  const { clock, random } = parts;
  const masterKey = await ensureMasterKey(config.masterKeyFile, random);
  const token = await openHardwareModule(config.pkcs11, random);
  const database = await openDatabase({
    ...parts.statementHooks,
    url: config.keyStoreUrl,
    entities: [...identityEntities, ...vaultEntities],
    migrations: [...identityMigrations, ...vaultMigrations],
  });
  const secretBox = new SecretBox(masterKey, random);
  const epochs = new EpochKeys(join(config.keyFolder, 'epochs'), masterKey, clock, random);
  return {
    organisationKeys: createOrganisationKeys({ database, sealing: secretBox, clock, random, token }),
    vault: new SubjectVault(database, epochs, clock, random),
    lookupKeys: new LookupKeys(join(config.keyFolder, 'lookup'), masterKey, random),
    secretBox,
    close: async () => {
      await token?.close();
      await database.close();
    },
  };
}
