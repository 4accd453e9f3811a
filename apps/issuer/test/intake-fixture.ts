import { join } from 'node:path';
import { encodeUtf8, platformRandom } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { Outbox } from '#service-kit/outbox';
import { EpochKeys, LookupKeys, openMasterKey, SubjectVault, vaultEntities, vaultMigrations } from '#service-kit/vault';
import { ImportRow, SubjectRecordRow, SuppressionMarkRow } from '../src/adapters/typeorm/intake.entities.js';
import { IssuerIntake1763700001001 } from '../src/adapters/typeorm/intake.migration.js';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { TypeormImports } from '../src/adapters/typeorm/typeorm-imports.js';
import { TypeormSubjectRecords } from '../src/adapters/typeorm/typeorm-subject-records.js';
import { readCustomerFileShape } from '../src/intake/customer-file-shape.js';
import { CustomerFileImport } from '../src/intake/import-customer-file.js';
import { SubjectRecords } from '../src/subject-records/subject-records.js';

export const intakeEntities = [SubjectRecordRow, SuppressionMarkRow, ImportRow];
export const intakeMigrations = [IssuerIntake1763700001001];

export const HEADER =
  'customer_number;given_name;family_name;street_address;postal_code;locality;country;supply_type;role;supply_start_date';
export const customer = (index: number, street = `${index + 1} rue des Lilas`) =>
  `C-${String(index).padStart(4, '0')};Amélie;Fictive${'abcdefghij'[index % 10]};${street};01000;Bourg-en-Bresse;FR;water;contract_holder;2020-01-31`;
export const fileOf = (...rows: string[]) => [HEADER, ...rows].join('\n');

export async function* bytesOf(text: string) {
  yield encodeUtf8(text);
}

/** The issuer's intake on real stores; the folder holds its keys, apart from the data. */
export async function openIssuer(folder: string, url: string, clock: () => number) {
  const masterKey = await openMasterKey(join(folder, 'master.key'));
  const keyStore = await openDatabase({
    url: `sqlite:${join(folder, 'keys', 'keys.sqlite')}`,
    ...{ entities: vaultEntities, migrations: vaultMigrations },
  });
  const database = await openDataStore(url);
  const epochs = new EpochKeys(join(folder, 'epochs'), masterKey, clock, platformRandom);
  const vault = new SubjectVault(keyStore, epochs, clock, platformRandom);
  const lookupKeys = new LookupKeys(join(folder, 'lookup'), masterKey, platformRandom);
  const outbox = new Outbox(clock, platformRandom);
  const shape = await readCustomerFileShape('schemas');
  const imports = new CustomerFileImport(shape, new TypeormImports(database), vault, lookupKeys, clock, platformRandom);
  const records = new SubjectRecords(new TypeormSubjectRecords(database, outbox), vault, lookupKeys, clock);
  const close = async () => {
    await database.close();
    await keyStore.close();
  };
  return { database, keyStore, vault, lookupKeys, outbox, imports, records, close };
}

export type Issuer = Awaited<ReturnType<typeof openIssuer>>;
