import { createJws } from '#primitives';
import type { JsonObject, Signer } from '#primitives';
import type { DcqlQuery, VerifierInfo } from './dcql.js';
import {
  REQUEST_OBJECT_TYPE,
  STATIC_DISCOVERY_AUDIENCE,
  type ClientMetadata,
  type EncryptionJwk,
  type RequestObjectPayload,
} from './request-object.js';

export interface RequestInput {
  clientId: string;
  responseUri: string;
  presentationNonce: string;
  /** Given back by the wallet with its response (OpenID4VP 1.0 §5.2). */
  stateParameter: string;
  dcqlQuery: DcqlQuery;
  encryptionKey: EncryptionJwk;
  verifierInfo: VerifierInfo[];
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
  /** As the wallet sent it with POST (§5.10). */
  walletNonce?: string;
}

/** ES256 as COSE numbers it (RFC 9053 §2.1). */
const COSE_ES256 = -7;
/** What we verify of each format (OpenID4VP 1.0 §B.1.3.1.3, §B.2.2, §B.3.4); a device MAC is not among it. */
const FORMATS: ClientMetadata['vp_formats_supported'] = {
  'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
  mso_mdoc: { issuerauth_alg_values: [COSE_ES256], deviceauth_alg_values: [COSE_ES256] },
  jwt_vc_json: { alg_values: ['ES256'] },
};

/** The payload of a request by `direct_post.jwt` (OpenID4VP 1.0 §5, HAIP 1.0 §5.1). */
export function requestObjectPayload(input: RequestInput): RequestObjectPayload {
  return {
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    client_id: input.clientId,
    response_uri: input.responseUri,
    aud: STATIC_DISCOVERY_AUDIENCE,
    nonce: input.presentationNonce,
    state: input.stateParameter,
    dcql_query: input.dcqlQuery,
    client_metadata: {
      jwks: { keys: [input.encryptionKey] },
      // HAIP 1.0 §5: verifiers list both.
      encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
      vp_formats_supported: formatsAsked(input.dcqlQuery),
    },
    verifier_info: input.verifierInfo,
    iat: input.issuedAt,
    exp: input.expiresAt,
    ...(input.walletNonce === undefined ? {} : { wallet_nonce: input.walletNonce }),
  };
}

/** A wallet learns of the formats that the question is about; others would only tell who asks apart. */
function formatsAsked({ credentials }: DcqlQuery): ClientMetadata['vp_formats_supported'] {
  const asked = new Set(credentials.map(({ format }) => format));
  return Object.fromEntries(Object.entries(FORMATS).filter(([format]) => asked.has(format)));
}

/**
 * Signs a request object.
 * @param tools.x5c DER in Base 64, leaf first; never the trust anchor (HAIP 1.0 §5)
 */
export function createRequestObject(
  payload: RequestObjectPayload,
  tools: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: string[] },
): Promise<string> {
  return createJws({ typ: REQUEST_OBJECT_TYPE, x5c: tools.x5c }, payload as unknown as JsonObject, tools.signer);
}
