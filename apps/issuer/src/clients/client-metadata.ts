import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ClientAuthenticationMethod } from './authenticated-client.js';

/** The suites of libs/primitives by their JWS names. */
const ALGORITHMS = ['ES256', 'EdDSA'];

/**
 * What authorization server metadata says of how clients authenticate (RFC 8414 §2, attestation-based client authentication 07
 * §8 and §10.1): the ways that the tenant's profiles and registered clients have.
 */
export function clientMetadata({ identifier, profiles, clients }: IssuingTenant) {
  const isRegistered = (method: ClientAuthenticationMethod) =>
    clients.some(({ authentication }) => authentication === method);
  const isAttested = profiles.includes('haip') || isRegistered('attest_jwt_client_auth');
  // FAPI 2.0 §5.3.2.1 clause 6 wants the one or the other way of its own, whoever is registered now.
  const isAsserted = profiles.includes('haip') || isRegistered('private_key_jwt');
  return {
    token_endpoint_auth_methods_supported: [
      ...(profiles.includes('base') || isRegistered('none') ? ['none'] : []),
      ...(isAttested ? ['attest_jwt_client_auth'] : []),
      ...(isAsserted ? ['private_key_jwt'] : []),
    ],
    ...(isAsserted ? { token_endpoint_auth_signing_alg_values_supported: ALGORITHMS } : {}),
    ...(isAttested
      ? {
          client_attestation_signing_alg_values_supported: ALGORITHMS,
          client_attestation_pop_signing_alg_values_supported: ALGORITHMS,
          challenge_endpoint: `${identifier}/challenge`,
        }
      : {}),
  };
}
