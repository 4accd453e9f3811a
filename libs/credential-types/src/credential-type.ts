import type { Localised } from '#primitives';

/** One claim of a credential type, from its file under schemas/credential-types/. */
export interface ClaimDefinition {
  /** Claims path pointer (OpenID4VCI 1.0 Appendix C). */
  path: string[];
  /** `object` claims hold the ones whose path begins with theirs. */
  kind: 'string' | 'boolean' | 'integer' | 'date' | 'object';
  mandatory: boolean;
  label: Localised;
  /** How a consent screen shows it; `address_canonical` and the like are compared, not read. */
  display: 'plain' | 'compared';
}

export interface CredentialType {
  /** File name and credential configuration id: `residency`. */
  id: string;
  version: number;
  vct: string;
  name: Localised;
  description: Localised;
  claims: ClaimDefinition[];
  /** At most 14 days (design §4). */
  lifetimeSeconds: number;
  batchSize: number;
  /** Claims of time are cut to this many seconds, so that they don't link a batch's members. */
  coarseTimeSeconds: number;
}
