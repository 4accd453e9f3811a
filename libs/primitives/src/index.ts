export { secondsOf, systemClock, type Clock } from './clock.js';
export { platformRandom, type RandomBytes } from './random.js';
export { sha256 } from '#sha256';
export { assertOurs, CodedError, isCodedError, outage, refusal, type ErrorDetails, type Fault } from './coded-error.js';
export { compareBytes, concatBytes, decodeHex, decodeUtf8, encodeHex, encodeUtf8, equalBytes } from './bytes.js';
export { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64.js';
export {
  DEFAULT_JSON_LIMITS,
  isJsonObject,
  parseJson,
  parseJsonObject,
  type JsonLimits,
  type JsonObject,
  type JsonValue,
} from './json.js';
export { canonicalJson } from './canonical-json.js';
export { domainDigest, domainMessage, type Domain } from './domain-digest.js';
export {
  jwkThumbprint,
  suiteOf,
  type PublicJwk,
  type Sign,
  type SignatureToVerify,
  type Signer,
  type Suite,
  type VerifySignature,
} from './signatures.js';
export { verifyWithWebCrypto } from './web-crypto-signatures.js';
export { createBrowserVerifySignature } from './verify-in-browser.js';
export { createJws, parseJws, verifyJws, type ParsedJws } from './jws.js';
export { isLoopback, parsePublicUrl } from './public-url.js';
export { LANGUAGES, type Language, type Localised } from './localised.js';
