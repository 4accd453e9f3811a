import { SubjectKey } from './subject-key.entity.js';
import { KitVault1763700000001 } from './vault.migration.js';

export { createMasterKey, ensureMasterKey, openMasterKey, MasterKey } from './master-key.js';
export { EpochKeys, type Epoch } from './epoch-keys.js';
export { LookupKeys } from './lookup-keys.js';
export { SecretBox } from './secret-box.js';
export { ERASURE_DELAY_MILLISECONDS, SubjectVault, type ToOpen, type ToSeal } from './subject-vault.js';

/** For the key store's `openDatabase`, never for the data's. */
export const vaultEntities = [SubjectKey];
export const vaultMigrations = [KitVault1763700000001];
export { readSecretFile } from './secret-file.js';
