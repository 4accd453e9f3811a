/** How a client may show who it is, as in `token_endpoint_auth_methods_supported`. */
export type ClientAuthenticationMethod = 'none' | 'attest_jwt_client_auth' | 'private_key_jwt';

/** The client of a request to PAR or token endpoint, after what it showed was verified. */
export interface AuthenticatedClient {
  /** `undefined` only with method `none` under anonymous access. */
  clientId: string | undefined;
  method: ClientAuthenticationMethod;
  /** RFC 7638 thumbprint of `cnf.jwk` of the client attestation. */
  attestationKey?: string;
}
