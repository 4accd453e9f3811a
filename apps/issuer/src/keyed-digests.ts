import type { LookupKeys } from '#service-kit/vault';

/** HMAC-SHA-256 under a tenant's key that lies outside the database, base64url. */
export type KeyedDigests = Pick<LookupKeys, 'lookup'>;
