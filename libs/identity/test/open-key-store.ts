import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createOrganisationKeys,
  identityEntities,
  identityMigrations,
  type OrganisationKeys,
  type OrganisationKeysParts,
} from '#identity';
import { platformRandom, systemClock } from '#primitives';
import { openDatabase, type Database } from '#service-kit/database';
import { MasterKey, SecretBox } from '#service-kit/vault';

export const ORGANISATION = {
  did: 'did:web:localhost%3A4001:eaux',
  name: 'Eaux de Valserine (fictive)',
  legalId: 'FR-000000001',
};

export interface KeyStore {
  database: Database;
  sealing: SecretBox;
  keys: OrganisationKeys;
}

export async function openKeyStore(
  url = 'sqlite::memory:',
  masterKey: Uint8Array = new Uint8Array(32),
  more: Partial<Pick<OrganisationKeysParts, 'clock' | 'token'>> = {},
): Promise<KeyStore> {
  const database = await openDatabase({ url, entities: identityEntities, migrations: identityMigrations });
  const sealing = new SecretBox(new MasterKey(masterKey), platformRandom);
  const parts = { database, sealing, clock: systemClock, random: platformRandom, ...more };
  return { database, sealing, keys: createOrganisationKeys(parts) };
}

export async function temporaryDatabaseUrl(): Promise<string> {
  return `sqlite:${join(await mkdtemp(join(tmpdir(), 'incola-identity-')), 'keys.sqlite')}`;
}
