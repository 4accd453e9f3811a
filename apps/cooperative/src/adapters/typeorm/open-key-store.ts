import { createOrganisationKeys, identityEntities, identityMigrations, type OrganisationKeys } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { openHardwareModule, type HardwareModule } from '#service-kit/organisations';
import { ensureMasterKey, SecretBox } from '#service-kit/vault';
import type { NoteKeys } from '../../founding/note-keys.js';
import { NoteKeyRow } from './note-key.entity.js';
import { CooperativeNoteKeys1763700000300 } from './note-keys.migration.js';
import { TypeormNoteKeys } from './typeorm-note-keys.js';

export interface KeyStore {
  organisationKeys: OrganisationKeys;
  noteKeys: NoteKeys;
  close(): Promise<void>;
}

/** Opens every key of this service, all sealed under the master key, which is made at the first start. */
export async function openKeyStore(
  config: { keyStoreUrl: string; masterKeyFile: string; pkcs11?: HardwareModule | undefined },
  { clock, random }: { clock: Clock; random: RandomBytes },
): Promise<KeyStore> {
  const masterKey = await ensureMasterKey(config.masterKeyFile, random);
  const token = await openHardwareModule(config.pkcs11, random);
  const database = await openDatabase({
    url: config.keyStoreUrl,
    entities: [...identityEntities, NoteKeyRow],
    migrations: [...identityMigrations, CooperativeNoteKeys1763700000300],
  });
  const secretBox = new SecretBox(masterKey, random);
  return {
    organisationKeys: createOrganisationKeys({ database, sealing: secretBox, clock, random, token }),
    noteKeys: new TypeormNoteKeys(database, secretBox, random),
    close: async () => {
      await token?.close();
      await database.close();
    },
  };
}
