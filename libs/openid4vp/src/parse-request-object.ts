import { z } from 'zod';
import { decodeBase64, isCodedError, parseJws, parsePublicUrl, refusal } from '#primitives';
import type { JsonObject, JsonValue, ParsedJws } from '#primitives';
import {
  decentralizedClientId,
  parseClientIdentifier,
  x509HashClientId,
  type ClientIdentifier,
} from './client-identifier.js';
import { parseDcqlQuery } from './parse-dcql-query.js';
import {
  REQUEST_OBJECT_TYPE,
  RESPONSE_ENCRYPTIONS,
  STATIC_DISCOVERY_AUDIENCE,
  type EncryptionJwk,
  type RequestObjectPayload,
  type ResponseEncryption,
} from './request-object.js';

const MAX_REQUEST_LENGTH = 256 * 1024;
const MAX_CERTIFICATES = 4;

/** A request object taken apart; its signature and certificate chain are still to be verified by the caller. */
export interface ParsedRequestObject {
  payload: RequestObjectPayload;
  client: ClientIdentifier;
  /** DER in Base 64, leaf first. */
  x5c: string[];
  /** For `verifyJws` with the leaf's key. */
  jws: ParsedJws;
}

/** What the wallet knows of the request before it fetched it. */
export interface ExpectedRequest {
  /** From the link: must be the same (§5.10.1). */
  clientId: string;
  /** What the wallet sent with POST. */
  walletNonce?: string;
  /** Seconds since the epoch. */
  now: number;
}

const CLOCK_SKEW_SECONDS = 60;
const urlSafe = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[A-Za-z0-9._~-]+$/);
const jsonValue = z.custom<JsonValue>((value) => value !== undefined);
const verifierInfo = z
  .array(
    z.object({
      format: z.string().min(1).max(128),
      data: jsonValue,
      credential_ids: z.array(z.string().max(512)).min(1).max(16).optional(),
    }),
  )
  .min(1)
  .max(16);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const encryptionJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: z.string().min(1).max(128),
  alg: z.literal('ECDH-ES'),
  use: z.literal('enc').default('enc'),
});
const clientMetadata = z.object({
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(16) }),
  encrypted_response_enc_values_supported: z.array(z.string().max(64)).min(1).max(16).default(['A128GCM']),
  vp_formats_supported: z.record(
    z.string().max(64),
    z.record(z.string().max(64), z.array(z.union([z.string().max(64), z.int()])).max(16)),
  ),
});
const payloadShape = z.object({
  response_type: z.literal('vp_token'),
  response_mode: z.literal('direct_post.jwt'),
  client_id: z.string().max(512),
  response_uri: z.string().max(2_048),
  aud: z.literal(STATIC_DISCOVERY_AUDIENCE),
  nonce: urlSafe,
  state: urlSafe.optional(),
  client_metadata: clientMetadata,
  verifier_info: verifierInfo.optional(),
  wallet_nonce: z.string().max(512).optional(),
  iat: z.int().optional(),
  exp: z.int().optional(),
});

/**
 * Reads a signed request object (OpenID4VP 1.0 §5, §5.10.1) and checks all that needs no trust: type, audience, client
 * identifier against link, leaf certificate and response URI, nonce of the wallet, expiry, response URI, an encryption key that we can use.
 * @throws `malformed_request_object`, `request_type`, `client_id_differs`, `client_identifier_mismatch`,
 * `wallet_nonce_differs`, `request_expired`, `transaction_data_unsupported`, `request_mode`, `response_encryption_unsupported`
 * and the codes of the client identifier and of the DCQL query
 */
export function parseRequestObject(compact: string, expected: ExpectedRequest): ParsedRequestObject {
  const jws = readJws(compact);
  refuseUnsupported(jws.payload);
  const x5c = readCertificates(jws.header);
  const parsed = payloadShape.safeParse(jws.payload);
  if (!parsed.success) throw malformed(z.prettifyError(parsed.error));
  const { client_metadata: metadata, ...rest } = parsed.data;
  const payload: RequestObjectPayload = {
    ...rest,
    dcql_query: parseDcqlQuery(jws.payload.dcql_query),
    client_metadata: {
      jwks: { keys: usableKeys(metadata.jwks.keys) },
      encrypted_response_enc_values_supported: usableEncryptions(metadata.encrypted_response_enc_values_supported),
      vp_formats_supported: metadata.vp_formats_supported,
    },
  };
  parsePublicUrl(payload.response_uri);
  const client = parseClientIdentifier(payload.client_id);
  if (payload.client_id !== expected.clientId) {
    throw refusal('client_id_differs', 'Link and request name different clients.');
  }
  // §5.9.3; that the leaf has the name is the wallet's to check, who trusts the chain.
  if (client.prefix === 'x509_san_dns' && new URL(payload.response_uri).hostname !== client.identifier) {
    throw refusal('client_identifier_mismatch', 'The answer would go to another host than the client.');
  }
  if (client.prefix === 'x509_hash' && payload.client_id !== x509HashClientId(leafOf(x5c))) {
    throw refusal('client_identifier_mismatch', 'The client identifier is not the one of the certificate.');
  }
  if (expected.walletNonce !== undefined && payload.wallet_nonce !== expected.walletNonce) {
    throw refusal('wallet_nonce_differs', 'The request was not made for this wallet.');
  }
  if (payload.exp !== undefined && payload.exp + CLOCK_SKEW_SECONDS <= expected.now) {
    throw refusal('request_expired', 'The request has expired.');
  }
  return { payload, client, x5c, jws };
}

function readJws(compact: string): ParsedJws {
  let jws: ParsedJws;
  try {
    jws = parseJws(compact, { maxLength: MAX_REQUEST_LENGTH, maxDepth: 24 });
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal('malformed_request_object', 'The request is not a JWS.', { cause });
  }
  if (jws.header.typ !== REQUEST_OBJECT_TYPE) throw refusal('request_type', 'The JWS is not a request object.');
  return jws;
}

function readCertificates(header: JsonObject): string[] {
  const parsed = z.array(z.string().min(1).max(8_192)).min(1).max(MAX_CERTIFICATES).safeParse(header.x5c);
  if (!parsed.success) throw malformed('x5c is missing or malformed');
  return parsed.data;
}

function leafOf(x5c: readonly string[]): Uint8Array {
  try {
    return decodeBase64(x5c[0] ?? '');
  } catch {
    throw malformed('x5c[0] is not Base 64');
  }
}

/** Mistakes that have a code of their own, since the wallet answers them differently (§8.5). */
function refuseUnsupported(payload: JsonObject): void {
  const { client_id: clientId } = payload;
  if (typeof clientId === 'string' && clientId.startsWith(decentralizedClientId(''))) {
    throw refusal('client_identifier_prefix', 'Who asks by a DID shows no certificate that the registry knows.');
  }
  if ('transaction_data' in payload) {
    throw refusal('transaction_data_unsupported', 'Transaction data is not supported.');
  }
  if ('redirect_uri' in payload || ('scope' in payload && 'dcql_query' in payload)) {
    throw malformed('redirect_uri beside direct_post, or scope beside dcql_query');
  }
  if (payload.response_mode !== 'direct_post.jwt' || payload.response_type !== 'vp_token') {
    throw refusal('request_mode', 'Only vp_token by direct_post.jwt is supported.');
  }
}

function usableKeys(keys: readonly unknown[]): EncryptionJwk[] {
  const usable = keys.flatMap((key) => encryptionJwk.safeParse(key).data ?? []);
  if (usable.length === 0) throw refusal('response_encryption_unsupported', 'No key to encrypt to is supported.');
  return usable;
}

function usableEncryptions(offered: readonly string[]): ResponseEncryption[] {
  const usable = RESPONSE_ENCRYPTIONS.filter((encryption) => offered.includes(encryption));
  if (usable.length === 0) throw refusal('response_encryption_unsupported', 'No content encryption is supported.');
  return usable;
}

function malformed(privateDetail: string) {
  return refusal('malformed_request_object', 'The request does not have the form of one.', {
    privateDetail: privateDetail.slice(0, 1_000),
  });
}
