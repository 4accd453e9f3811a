export {
  CREDENTIAL_FORMATS,
  type ClaimDefinition,
  type CredentialFormat,
  type CredentialType,
  type MdocOfType,
  type W3cOfType,
} from './credential-type.js';
export { parseCredentialType } from './parse-credential-type.js';
export {
  credentialConfiguration,
  credentialConfigurations,
  type ConfigurationOptions,
  type CredentialConfiguration,
  type ProofTypes,
} from './credential-configuration.js';
export { configurationIdOf, findConfiguration, type FormatOfType } from './find-configuration.js';
export { findClaimByName, findTypeByName, namesWithoutStatus, typeNameIn, typeNamesOf } from './type-name.js';
export { askForType } from './ask-for-type.js';
export { claimsPathIn } from './claims-path.js';
export {
  integrityOf,
  typeMetadata,
  typeMetadataDocument,
  type TypeMetadata,
  type TypeMetadataDocument,
} from './type-metadata.js';
export { readTypeMetadata, type KnownTypeMetadata } from './read-type-metadata.js';
export { dcqlForClaims, type AskedValues } from './dcql-for-claims.js';
export { findClaim, labelOf } from './find-claim.js';
export { credentialTimes } from './coarse-time.js';
