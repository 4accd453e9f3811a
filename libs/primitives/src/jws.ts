import { decodeBase64url, encodeBase64url } from './base64.js';
import { decodeUtf8, encodeUtf8 } from './bytes.js';
import { refusal } from './coded-error.js';
import { DEFAULT_JSON_LIMITS, parseJsonObject, type JsonLimits, type JsonObject } from './json.js';
import { suiteOf, type PublicJwk, type Signer, type Suite, type VerifySignature } from './signatures.js';

/** A JWS in compact serialization (RFC 7515 §7.1), taken apart and not yet verified. */
export interface ParsedJws {
  header: JsonObject;
  payload: JsonObject;
  /** ASCII of `header.payload`, which the signature covers. */
  signingInput: Uint8Array;
  signature: Uint8Array;
}

/** @throws `malformed_jws` and the JSON codes; never looks at the signature. */
export function parseJws(compact: string, limits: JsonLimits = DEFAULT_JSON_LIMITS): ParsedJws {
  const parts = compact.length > limits.maxLength ? [] : compact.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || payload === undefined || signature === undefined) {
    throw refusal('malformed_jws', 'The text is not a JWS in compact serialization.');
  }
  return {
    header: parseJsonObject(decodeUtf8(decodeBase64url(header)), limits),
    payload: parseJsonObject(decodeUtf8(decodeBase64url(payload)), limits),
    signingInput: encodeUtf8(`${header}.${payload}`),
    signature: decodeBase64url(signature),
  };
}

/** Writes a JWS; `alg` comes from the signer. The Ed25519 suite is written `EdDSA` (RFC 8037 §3.1). */
export async function createJws(
  header: JsonObject,
  payload: JsonObject,
  signer: Pick<Signer, 'suite' | 'sign'>,
): Promise<string> {
  const protectedHeader = { alg: algorithmOf(signer.suite), ...header };
  const signingInput = `${encodeJson(protectedHeader)}.${encodeJson(payload)}`;
  return `${signingInput}.${encodeBase64url(await signer.sign(encodeUtf8(signingInput)))}`;
}

/**
 * Verifies with the given key. `alg` must be the key's own and no `crit` may stand in the header (RFC 7515 §4.1.11), so
 * that `none` and key confusion end here.
 */
export async function verifyJws(jws: ParsedJws, publicJwk: PublicJwk, verify: VerifySignature): Promise<boolean> {
  if (jws.header.alg !== algorithmOf(suiteOf(publicJwk)) || 'crit' in jws.header) return false;
  if (jws.signature.length !== 64) return false;
  return verify({ publicJwk, message: jws.signingInput, signature: jws.signature });
}

function algorithmOf(suite: Suite): string {
  return suite === 'ES256' ? 'ES256' : 'EdDSA';
}

function encodeJson(value: JsonObject): string {
  return encodeBase64url(encodeUtf8(JSON.stringify(value)));
}
