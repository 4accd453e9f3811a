import {
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  parseJsonObject,
  refusal,
  suiteOf,
  type PublicJwk,
} from '#primitives';

const PREFIX = 'did:jwk:';
const LIMITS = { maxLength: 1024, maxDepth: 2 };

/** did:jwk: the JWK itself, in base64url. */
export function didJwkOf(jwk: PublicJwk): string {
  const { kty, crv, x } = jwk;
  const bare = jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x };
  return PREFIX + encodeBase64url(encodeUtf8(JSON.stringify(bare)));
}

/** @throws `malformed_did`, `malformed_base64url`, the JSON codes, `unsupported_key` */
export function publicJwkOfDidJwk(did: string): PublicJwk {
  if (!did.startsWith(PREFIX)) throw refusal('malformed_did', 'The text is not a did:jwk.');
  const jwk = parseJsonObject(decodeUtf8(decodeBase64url(did.slice(PREFIX.length))), LIMITS);
  const { x, y } = jwk;
  const suite = suiteOf(jwk);
  if (typeof x !== 'string' || 'd' in jwk) throw refusal('malformed_did', 'The did:jwk holds no public key.');
  if (suite === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x };
  if (typeof y !== 'string') throw refusal('malformed_did', 'The did:jwk holds no public key.');
  return { kty: 'EC', crv: 'P-256', x, y };
}
