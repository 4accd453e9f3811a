export {
  CREDENTIAL_FORMATS,
  type ClaimDefinition,
  type CredentialFormat,
  type CredentialType,
} from './credential-type.js';
export { parseCredentialType } from './parse-credential-type.js';
export { credentialConfiguration, type CredentialConfiguration } from './credential-configuration.js';
export { typeMetadata, type TypeMetadata } from './type-metadata.js';
export { dcqlForClaims, type AskedValues } from './dcql-for-claims.js';
export { findClaim, labelOf } from './find-claim.js';
export { credentialTimes } from './coarse-time.js';
