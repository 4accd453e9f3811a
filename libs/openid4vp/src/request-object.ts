import type { DcqlQuery, VerifierInfo } from './dcql.js';

/** A public key for encrypting the response, one request long (HAIP 1.0 §5). */
export interface EncryptionJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  alg: 'ECDH-ES';
  use: 'enc';
}

/** Content encryption of responses (HAIP 1.0 §5). */
export type ResponseEncryption = 'A128GCM' | 'A256GCM';
export const RESPONSE_ENCRYPTIONS: readonly ResponseEncryption[] = ['A256GCM', 'A128GCM'];

/** `client_metadata` (OpenID4VP 1.0 §5.1), with the keys that we can encrypt to. */
export interface ClientMetadata {
  jwks: { keys: EncryptionJwk[] };
  encrypted_response_enc_values_supported: ResponseEncryption[];
  /** Algorithms by format: names of JOSE, numbers of COSE. */
  vp_formats_supported: Record<string, Record<string, (string | number)[]>>;
}

/** How a response comes back, and whether it is encrypted (OpenID4VP 1.0 §8.2, §8.3, §A.2). */
export type ResponseMode = 'direct_post.jwt' | 'direct_post' | 'dc_api.jwt' | 'dc_api';

/** Payload of a request object (OpenID4VP 1.0 §5) in the one form that our wallet accepts. */
export interface RequestObjectPayload {
  response_type: 'vp_token';
  response_mode: 'direct_post.jwt';
  client_id: string;
  response_uri: string;
  aud: string;
  nonce: string;
  state?: string;
  dcql_query: DcqlQuery;
  client_metadata: ClientMetadata;
  verifier_info?: VerifierInfo[];
  wallet_nonce?: string;
  /** Seconds since the epoch (RFC 9101 §4, RFC 7519). */
  iat?: number;
  exp?: number;
}

/** Payload of a request object in any of the forms that a verifier of ours sends. */
export type SentRequestPayload = Omit<
  RequestObjectPayload,
  'response_mode' | 'response_uri' | 'client_metadata' | 'verifier_info'
> & {
  response_mode: ResponseMode;
  /** Not with the Digital Credentials API (§A.2). */
  response_uri?: string;
  /** Only with the Digital Credentials API: where the request may be made (§A.2). */
  expected_origins?: string[];
  /** Key and encryptions only where the response is encrypted. */
  client_metadata: Pick<ClientMetadata, 'vp_formats_supported'> & Partial<ClientMetadata>;
  verifier_info?: VerifierInfo[];
  /** Base64url of JSON objects (§5.1). */
  transaction_data?: string[];
};

/** `typ` of a request object (§5; RFC 9101 §10.8). */
export const REQUEST_OBJECT_TYPE = 'oauth-authz-req+jwt';
/** `aud` with static discovery (§5.8). */
export const STATIC_DISCOVERY_AUDIENCE = 'https://self-issued.me/v2';
