export type * from './w3c-vc.js';
export { CREDENTIALS_CONTEXT } from './w3c-vc.js';
export { createW3cCredential } from './create-w3c-credential.js';
export { createJwtVp, type JwtVpToCreate } from './create-jwt-vp.js';
export { DEFAULT_JWT_VP_LIMITS, parseJwtVp } from './parse-jwt-vp.js';
export { readW3cCredential } from './read-w3c-credential.js';
export { didJwkOf, publicJwkOfDidJwk } from './did-jwk.js';
