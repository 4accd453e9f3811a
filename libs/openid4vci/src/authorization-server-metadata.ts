import { z } from 'zod';
import { parseJsonObject, parsePublicUrl, refusal } from '#primitives';
import { PRE_AUTHORIZED_CODE_GRANT } from './credential-offer.js';
import { parseShape } from './parse-shape.js';
import { wellKnownUrl } from './well-known-url.js';

const METADATA_LIMITS = { maxLength: 64 * 1024, maxDepth: 8 };

/** RFC 8414 §2 with OpenID4VCI 1.0 §12.3 and RFC 9449 §5.1. */
const authorizationServerMetadata = z.looseObject({
  issuer: z.string(),
  token_endpoint: z.string(),
  grant_types_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  dpop_signing_alg_values_supported: z.array(z.string()).optional(),
  'pre-authorized_grant_anonymous_access_supported': z.boolean().optional(),
});

export type AuthorizationServerMetadata = z.infer<typeof authorizationServerMetadata>;

/** The authorization server of profile `base`: the pre-authorized code grant, public clients, DPoP. */
export function createAuthorizationServerMetadata(server: {
  issuer: string;
  dpopAlgorithms: readonly string[];
}): AuthorizationServerMetadata {
  return {
    issuer: server.issuer,
    token_endpoint: `${server.issuer}/token`,
    // RFC 8414 §2 requires it; with this grant alone nothing is ever sent there (OpenID4VCI 1.0 §12.2.4 lets it be absent).
    response_types_supported: [],
    grant_types_supported: [PRE_AUTHORIZED_CODE_GRANT],
    token_endpoint_auth_methods_supported: ['none'],
    dpop_signing_alg_values_supported: [...server.dpopAlgorithms],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}

/** RFC 8414 §3.1. @throws the codes of `parsePublicUrl` */
export function authorizationServerMetadataUrl(issuer: string): string {
  return wellKnownUrl(issuer, 'oauth-authorization-server');
}

/** @throws `malformed_server_metadata`, `server_metadata_mismatch`, the JSON codes and those of `parsePublicUrl` */
export function parseAuthorizationServerMetadata(text: string, issuer: string): AuthorizationServerMetadata {
  const metadata = parseShape(
    authorizationServerMetadata,
    parseJsonObject(text, METADATA_LIMITS),
    'malformed_server_metadata',
    'The authorization server metadata is not well formed.',
  );
  if (metadata.issuer !== issuer) {
    throw refusal('server_metadata_mismatch', 'The metadata belongs to another authorization server.');
  }
  parsePublicUrl(metadata.token_endpoint);
  return metadata;
}
