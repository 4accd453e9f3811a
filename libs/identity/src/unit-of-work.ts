import type { Database } from '#service-kit/database';
import type { SecretBox } from '#service-kit/vault';

/** What the stores need of the key store's database. Re-entrant: a store's call inside a unit joins it. */
export type UnitOfWork = Pick<Database, 'tx'>;

/** Seals small secrets with AES-256-GCM under a key derived from the master key, bound to their place. */
export type KeySealing = Pick<SecretBox, 'seal' | 'open'>;
