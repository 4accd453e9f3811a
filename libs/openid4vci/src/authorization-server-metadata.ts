import { z } from 'zod';
import { parseJsonObject, parsePublicUrl, refusal } from '#primitives';
import { OPENID_CREDENTIAL } from './authorization-details.js';
import { PRE_AUTHORIZED_CODE_GRANT } from './credential-offer.js';
import { parseShape } from './parse-shape.js';
import { wellKnownUrl } from './well-known-url.js';

const METADATA_LIMITS = { maxLength: 64 * 1024, maxDepth: 8 };

/** RFC 8414 §2 with OpenID4VCI 1.0 §12.3 and RFC 9449 §5.1. */
export const authorizationServerMetadataShape = z.looseObject({
  issuer: z.string(),
  token_endpoint: z.string(),
  grant_types_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  dpop_signing_alg_values_supported: z.array(z.string()).optional(),
  'pre-authorized_grant_anonymous_access_supported': z.boolean().optional(),
});

export type AuthorizationServerMetadata = z.infer<typeof authorizationServerMetadataShape>;

/** What an authorization server offers beside pre-authorized codes, public clients and DPoP. */
export interface ServerToDescribe {
  issuer: string;
  dpopAlgorithms: readonly string[];
  /** Whether a wallet may redeem a code without saying who it is (OpenID4VCI 1.0 §12.3); without it, it may. */
  takesAnonymous?: boolean;
  /** Members that say how clients authenticate; without them, not at all. */
  clients?: Readonly<Record<string, unknown>> & { token_endpoint_auth_methods_supported: readonly string[] };
  /** Absent where nobody may ask for a code. */
  authorizationCode?: { scopes: readonly string[]; requiresPushed: boolean };
}

/** Authorization server metadata (RFC 8414 §2, OpenID4VCI 1.0 §12.3). */
export function createAuthorizationServerMetadata(server: ServerToDescribe): AuthorizationServerMetadata {
  const { issuer, authorizationCode, clients, takesAnonymous = true } = server;
  return {
    issuer,
    token_endpoint: `${issuer}/token`,
    ...(authorizationCode === undefined
      ? // RFC 8414 §2 requires it; with this grant alone nothing is ever sent there (OpenID4VCI 1.0 §12.2.4 lets it be absent).
        { response_types_supported: [] }
      : codeFlowMembers(issuer, authorizationCode)),
    grant_types_supported: [
      ...(authorizationCode === undefined ? [] : ['authorization_code']),
      PRE_AUTHORIZED_CODE_GRANT,
      'refresh_token',
    ],
    authorization_details_types_supported: [OPENID_CREDENTIAL],
    ...(clients === undefined
      ? { token_endpoint_auth_methods_supported: ['none'] }
      : { ...clients, token_endpoint_auth_methods_supported: [...clients.token_endpoint_auth_methods_supported] }),
    dpop_signing_alg_values_supported: [...server.dpopAlgorithms],
    'pre-authorized_grant_anonymous_access_supported': takesAnonymous,
  };
}

/** RFC 9126 §5, RFC 7636 with RFC 8414 §2, RFC 9207 §3. */
function codeFlowMembers(
  issuer: string,
  { scopes, requiresPushed }: { scopes: readonly string[]; requiresPushed: boolean },
) {
  return {
    authorization_endpoint: `${issuer}/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/par`,
    require_pushed_authorization_requests: requiresPushed,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: [...scopes],
    authorization_response_iss_parameter_supported: true,
  };
}

/** RFC 8414 §3.1. @throws the codes of `parsePublicUrl` */
export function authorizationServerMetadataUrl(issuer: string): string {
  return wellKnownUrl(issuer, 'oauth-authorization-server');
}

/** @throws `malformed_server_metadata`, `server_metadata_mismatch`, the JSON codes and those of `parsePublicUrl` */
export function parseAuthorizationServerMetadata(text: string, issuer: string): AuthorizationServerMetadata {
  const metadata = parseShape(
    authorizationServerMetadataShape,
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
