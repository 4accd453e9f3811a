import { configurationIdOf } from '#credential-types';
import { createAuthorizationServerMetadata, type AuthorizationServerMetadata } from '#openid4vci';
import { clientMetadata } from '../clients/client-metadata.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** The suites of libs/primitives by their JWS names. */
const DPOP_ALGORITHMS = ['ES256', 'EdDSA'];

/**
 * A tenant as authorization server, by its profiles: the code flow where `haip` or a registered client asks for it, and pushed
 * requests only where no other profile lets links in (HAIP 1.0 §4). Identity tokens are never signed; those who examine FAPI 2.0
 * §5.4 want an algorithm named all the same.
 */
export function serverMetadata(tenant: IssuingTenant): AuthorizationServerMetadata {
  const isBase = tenant.profiles.includes('base');
  const isHaip = tenant.profiles.includes('haip');
  const scopes = tenant.credentialTypes.flatMap((type) =>
    type.formats.map((format) => configurationIdOf(type, format)),
  );
  const metadata = createAuthorizationServerMetadata({
    issuer: tenant.identifier,
    dpopAlgorithms: DPOP_ALGORITHMS,
    takesAnonymous: isBase,
    clients: { ...clientMetadata(tenant), ...(isHaip ? { id_token_signing_alg_values_supported: ['ES256'] } : {}) },
    ...(isHaip || tenant.clients.length > 0 ? { authorizationCode: { scopes, requiresPushed: !isBase } } : {}),
  });
  // Token Status List §9.1.
  return { ...metadata, status_list_aggregation_endpoint: tenant.statusListPrefix.slice(0, -1) };
}
