import type { CredentialType } from '#credential-types';
import type { IssuerConfig } from '../issuer.config.js';

type TenantSettings = IssuerConfig['tenants'][number];

/** A utility as the steps see it. */
export interface IssuingTenant {
  slug: string;
  did: string;
  name: string;
  legalId: string;
  /** Credential issuer identifier, which is the authorization server's too. */
  identifier: string;
  credentialTypes: readonly CredentialType[];
  /** By which DID it names itself in W3C credentials. */
  issuerDidMethod: TenantSettings['issuerDidMethod'];
  profiles: TenantSettings['profiles'];
  clients: TenantSettings['clients'];
  /** DER in Base 64. */
  walletProviderRoots: TenantSettings['walletProviderRoots'];
  walletProviderKeys: TenantSettings['walletProviderKeys'];
  attestationChallenges: TenantSettings['attestationChallenges'];
  /** By which ways a citizen signs in here. */
  signIn: { letterCode: boolean; account: boolean };
  /** Whether who wants a proof of age may show who he is, signing in. */
  asksForIdentity: boolean;
  requireKeyAttestation: TenantSettings['requireKeyAttestation'];
  requireEncryption: TenantSettings['requireEncryption'];
  approval: TenantSettings['approval'];
  logoUri?: string;
  /** Ends in `/`; each status list's address starts with it. */
  statusListPrefix: string;
}
