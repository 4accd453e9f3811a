import { canonicalJson } from './canonical-json.js';
import { encodeBase64url } from './base64.js';
import { encodeUtf8 } from './bytes.js';
import { refusal } from './coded-error.js';
import type { JsonObject } from './json.js';
import { sha256 } from '#sha256';

/** The signature suites accepted today (genesis parameter `suites`); both write 64 bytes, ES256 as r ‖ s (RFC 7518 §3.4). */
export type Suite = 'ES256' | 'Ed25519';

/** A public key as a JWK: P-256 for ES256, OKP Ed25519 (RFC 8037) for Ed25519. */
export type PublicJwk =
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string; kid?: string; alg?: string; use?: string }
  | { kty: 'OKP'; crv: 'Ed25519'; x: string; kid?: string; alg?: string; use?: string };

/** Signs a message (not its digest) with a key that stays where it is. */
export type Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Something that signs, with the public half and suite that a relying party needs. */
export interface Signer {
  suite: Suite;
  publicJwk: PublicJwk;
  sign: Sign;
}

export interface SignatureToVerify {
  publicJwk: PublicJwk;
  message: Uint8Array;
  /** 64 bytes. */
  signature: Uint8Array;
}

/** Says whether the signature is the key's over the message; `false`, never a throw, for a malformed key or signature. */
export type VerifySignature = (input: SignatureToVerify) => boolean | Promise<boolean>;

/** @throws `unsupported_key` for a curve outside the suites. */
export function suiteOf(jwk: { kty?: unknown; crv?: unknown }): Suite {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') return 'ES256';
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return 'Ed25519';
  throw refusal('unsupported_key', 'Only P-256 and Ed25519 keys are accepted.');
}

/** The JWK thumbprint (RFC 7638, SHA-256), base64url. */
export function jwkThumbprint(jwk: PublicJwk): string {
  const { kty, crv, x } = jwk;
  const required: JsonObject = jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x };
  return encodeBase64url(sha256(encodeUtf8(canonicalJson(required))));
}
