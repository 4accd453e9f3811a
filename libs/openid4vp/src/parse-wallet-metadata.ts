import { z } from 'zod';
import { isCodedError, parseJsonObject, refusal, type JsonObject } from '#primitives';
import type { ResponseEncryption } from './request-object.js';

/** A key of P-256 to which a wallet wants the request object encrypted (OpenID4VP 1.0 §5.10). */
export interface RequestEncryptionKey {
  publicJwk: { x: string; y: string };
  kid?: string | undefined;
  enc: ResponseEncryption;
}

/** What a wallet says of itself when it posts for a request (§5.10, §10.1). An absent member says nothing, so nothing is held against it. */
export interface WalletMetadata {
  /** `vp_formats_supported`: algorithms by format. */
  formats?: Record<string, Record<string, unknown>> | undefined;
  clientIdPrefixes?: readonly string[] | undefined;
  requestSigningAlgorithms?: readonly string[] | undefined;
  responseTypes?: readonly string[] | undefined;
  responseModes?: readonly string[] | undefined;
  responseEncryptionAlgorithms?: readonly string[] | undefined;
  responseEncryptions?: readonly string[] | undefined;
  /** Where it wants the request object encrypted. */
  requestEncryption?: RequestEncryptionKey | undefined;
}

export const WALLET_METADATA_LIMITS = { maxLength: 16 * 1024, maxDepth: 8 } as const;

const names = z.array(z.string().max(128)).max(64).optional();
const shape = z.object({
  vp_formats_supported: z.record(z.string().max(64), z.record(z.string().max(64), z.unknown())).optional(),
  client_id_prefixes_supported: names,
  request_object_signing_alg_values_supported: names,
  request_object_encryption_alg_values_supported: names,
  request_object_encryption_enc_values_supported: names,
  response_types_supported: names,
  response_modes_supported: names,
  authorization_encryption_alg_values_supported: names,
  authorization_encryption_enc_values_supported: names,
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(16) }).optional(),
});

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const usableKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: z.string().min(1).max(512).optional(),
  alg: z.literal('ECDH-ES').optional(),
  use: z.literal('enc').optional(),
});

/**
 * Reads `wallet_metadata` (OpenID4VP 1.0 §5.10): a JSON object in a text. Members that nobody here knows are ignored (§10.1).
 * @throws `malformed_wallet_metadata`, `wallet_encryption_unsupported` where no key of its set is one of P-256 for ECDH-ES
 */
export function parseWalletMetadata(text: string): WalletMetadata {
  const parsed = shape.safeParse(readJson(text));
  if (!parsed.success) throw malformed();
  const { data } = parsed;
  return {
    formats: data.vp_formats_supported,
    clientIdPrefixes: data.client_id_prefixes_supported,
    requestSigningAlgorithms: data.request_object_signing_alg_values_supported,
    responseTypes: data.response_types_supported,
    responseModes: data.response_modes_supported,
    responseEncryptionAlgorithms: data.authorization_encryption_alg_values_supported,
    responseEncryptions: data.authorization_encryption_enc_values_supported,
    requestEncryption: data.jwks === undefined ? undefined : encryptionWith(data.jwks.keys, data),
  };
}

function readJson(text: string): JsonObject {
  try {
    return parseJsonObject(text, WALLET_METADATA_LIMITS);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw malformed();
  }
}

/** The first key and the strongest encryption that both sides can; RFC 9101 §10.5 names the members that narrow it. */
function encryptionWith(keys: readonly unknown[], data: z.infer<typeof shape>): RequestEncryptionKey {
  const algorithms = data.request_object_encryption_alg_values_supported ?? ['ECDH-ES'];
  const encryptions = data.request_object_encryption_enc_values_supported ?? ['A128GCM'];
  const enc = (['A256GCM', 'A128GCM'] as const).find((each) => encryptions.includes(each));
  const key = keys.map((each) => usableKey.safeParse(each).data).find((each) => each !== undefined);
  if (key === undefined || enc === undefined || !algorithms.includes('ECDH-ES')) {
    throw refusal('wallet_encryption_unsupported', 'The request cannot be encrypted as the wallet wants it.');
  }
  return { publicJwk: { x: key.x, y: key.y }, kid: key.kid, enc };
}

function malformed(): Error {
  return refusal('malformed_wallet_metadata', 'wallet_metadata does not have the form of metadata.');
}
