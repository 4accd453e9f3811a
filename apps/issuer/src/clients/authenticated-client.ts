import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** How a client may show who it is, as in `token_endpoint_auth_methods_supported`. */
export type ClientAuthenticationMethod = 'none' | 'attest_jwt_client_auth' | 'private_key_jwt';

/** A client of the tenant's configuration: its redirect URIs, and how it authenticates. */
export type RegisteredClient = IssuingTenant['clients'][number];

/** The client of a request to PAR or token endpoint, after what it showed was verified. */
export interface AuthenticatedClient {
  /** `undefined` only with method `none` under anonymous access. */
  clientId: string | undefined;
  method: ClientAuthenticationMethod;
  /** RFC 7638 thumbprint of `cnf.jwk` of the client attestation. */
  attestationKey?: string;
  /** Absent for a wallet that profile `base` lets in without an entry: it has no redirect URI to come back to. */
  registration?: RegisteredClient;
  /** The `jti` of what it showed; see `rememberClient`. */
  oneTimeUse?: { digest: string; expiresAt: number };
}

export function findClient({ clients }: Pick<IssuingTenant, 'clients'>, clientId: string | undefined) {
  return clientId === undefined ? undefined : clients.find((client) => client.clientId === clientId);
}
