import { createJws } from '#primitives';
import type { JsonObject, Signer } from '#primitives';
import type { DcqlQuery, VerifierInfo } from './dcql.js';
import {
  REQUEST_OBJECT_TYPE,
  STATIC_DISCOVERY_AUDIENCE,
  type ClientMetadata,
  type EncryptionJwk,
  type RequestObjectPayload,
  type SentRequestPayload,
} from './request-object.js';

/** What every request says, wherever its answer goes. */
interface CommonInput {
  clientId: string;
  presentationNonce: string;
  dcqlQuery: DcqlQuery;
  verifierInfo: VerifierInfo[];
  /** Base64url of JSON objects, from `encodeTransactionData` (§5.1); absent: nothing is to be authorised. */
  transactionData?: readonly string[] | undefined;
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

export interface RequestInput extends CommonInput {
  responseUri: string;
  /** Given back by the wallet with its response (OpenID4VP 1.0 §5.2). */
  stateParameter: string;
  encryptionKey: EncryptionJwk;
  /** As the wallet sent it with POST (§5.10). */
  walletNonce?: string;
}

/** A request whose response comes unencrypted: there is no key. */
export type ClearRequestInput = Omit<RequestInput, 'encryptionKey'>;

export interface DcApiRequestInput extends CommonInput {
  /** Where the request is made: origins as a browser writes them. */
  expectedOrigins: readonly string[];
  /** `null`: the response comes unencrypted. */
  encryptionKey: EncryptionJwk | null;
}

/** ECDSA with SHA-256 as COSE numbers it (RFC 9053 §2.1), and the same on P-256 alone (HAIP 1.0 §7 names both). */
const COSE_ES256 = -7;
const COSE_ESP256 = -9;
/** What we verify of each format (OpenID4VP 1.0 §B.1.3.1.3, §B.2.2, §B.3.4); a device MAC is not among it. */
const FORMATS: ClientMetadata['vp_formats_supported'] = {
  'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
  mso_mdoc: {
    issuerauth_alg_values: [COSE_ES256, COSE_ESP256],
    deviceauth_alg_values: [COSE_ES256, COSE_ESP256],
  },
  jwt_vc_json: { alg_values: ['ES256'] },
};

/** The payload of a request by `direct_post.jwt` (OpenID4VP 1.0 §5, HAIP 1.0 §5.1). */
export function requestObjectPayload(input: RequestInput): RequestObjectPayload {
  return {
    ...commonPayload(input),
    ...byResponseUri(input),
    response_mode: 'direct_post.jwt',
    client_metadata: { ...encryptionTo(input.encryptionKey), vp_formats_supported: formatsAsked(input.dcqlQuery) },
  };
}

/** The payload of a request by `direct_post` (§8.2): for a tenant that says so, since anybody between reads the answer. */
export function clearRequestPayload(input: ClearRequestInput): SentRequestPayload {
  return {
    ...commonPayload(input),
    ...byResponseUri(input),
    response_mode: 'direct_post',
    client_metadata: { vp_formats_supported: formatsAsked(input.dcqlQuery) },
  };
}

/** The payload of a signed request by the Digital Credentials API (§A.2, §A.3.2); it knows no state and no response URI. */
export function dcApiRequestPayload(input: DcApiRequestInput): SentRequestPayload {
  const { encryptionKey } = input;
  return {
    ...commonPayload(input),
    response_mode: encryptionKey === null ? 'dc_api' : 'dc_api.jwt',
    expected_origins: [...input.expectedOrigins],
    client_metadata: {
      ...(encryptionKey === null ? {} : encryptionTo(encryptionKey)),
      vp_formats_supported: formatsAsked(input.dcqlQuery),
    },
  };
}

function commonPayload(input: CommonInput) {
  return {
    response_type: 'vp_token' as const,
    client_id: input.clientId,
    aud: STATIC_DISCOVERY_AUDIENCE,
    nonce: input.presentationNonce,
    dcql_query: input.dcqlQuery,
    ...(input.verifierInfo.length === 0 ? {} : { verifier_info: input.verifierInfo }),
    ...(input.transactionData === undefined ? {} : { transaction_data: [...input.transactionData] }),
    iat: input.issuedAt,
    exp: input.expiresAt,
  };
}

function byResponseUri({ responseUri, stateParameter, walletNonce }: ClearRequestInput) {
  return {
    response_uri: responseUri,
    state: stateParameter,
    ...(walletNonce === undefined ? {} : { wallet_nonce: walletNonce }),
  };
}

/** HAIP 1.0 §5: verifiers list both encryptions. */
function encryptionTo(key: EncryptionJwk): Omit<ClientMetadata, 'vp_formats_supported'> {
  return { jwks: { keys: [key] }, encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'] };
}

/** A wallet learns of the formats that the question is about; others would only tell who asks apart. */
function formatsAsked({ credentials }: DcqlQuery): ClientMetadata['vp_formats_supported'] {
  const asked = new Set(credentials.map(({ format }) => format));
  return Object.fromEntries(Object.entries(FORMATS).filter(([format]) => asked.has(format)));
}

/** What names the key that signs: certificates, DER in Base 64, leaf first and never the trust anchor (HAIP 1.0 §5), or a DID URL. */
export type RequestKeyHeader = { x5c: string[] } | { kid: string };

/** Signs a request object. @param tools.x5c or `kid`, by the client identifier's prefix (§5.9.3) */
export function createRequestObject(
  payload: RequestObjectPayload | SentRequestPayload,
  { signer, ...named }: { signer: Pick<Signer, 'suite' | 'sign'> } & RequestKeyHeader,
): Promise<string> {
  const header: JsonObject = 'x5c' in named ? { x5c: named.x5c } : { kid: named.kid };
  return createJws({ typ: REQUEST_OBJECT_TYPE, ...header }, payload as unknown as JsonObject, signer);
}
