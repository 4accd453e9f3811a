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

/** Payload of a request object (OpenID4VP 1.0 §5) in the one form that we send and accept. */
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

/** `typ` of a request object (§5; RFC 9101 §10.8). */
export const REQUEST_OBJECT_TYPE = 'oauth-authz-req+jwt';
/** `aud` with static discovery (§5.8). */
export const STATIC_DISCOVERY_AUDIENCE = 'https://self-issued.me/v2';
