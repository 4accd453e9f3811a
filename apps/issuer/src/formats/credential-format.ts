import type { CredentialFormat, CredentialType } from '#credential-types';
import type { JsonObject, PublicJwk, RandomBytes } from '#primitives';
import type { StatusPlace } from '../credential/issuances.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** One credential of a batch, all decided: nothing but the format is left. */
export interface CredentialToSign {
  tenant: IssuingTenant;
  type: CredentialType;
  /** The claims that the type defines. */
  claims: JsonObject;
  holderKey: PublicJwk;
  /** Absent for types without status. */
  status?: { uri: string; idx: StatusPlace['idx'] };
  /** Seconds since the epoch, cut to the type's grain. */
  issuedAt: number;
  expiresAt: number;
}

/** Signs in one format. @returns the `credential` of the response (OpenID4VCI 1.0 Appendix A) */
export type SignCredential = (toSign: CredentialToSign, tools: { random: RandomBytes }) => Promise<string>;

/** A signature for each format that types may declare: one too few does not compile. */
export type CredentialFormats = Record<CredentialFormat, SignCredential>;
