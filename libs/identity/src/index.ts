import { IdentityTables1763700000100 } from './adapters/typeorm/identity.migration.js';
import { IdentitySuccessorKeys1764300000800 } from './adapters/typeorm/successor-keys.migration.js';

export type * from './identity.js';
export { KEY_USES } from './identity.js';
export type { KeySealing, UnitOfWork } from './unit-of-work.js';
export { createOrganisationKeys, type OrganisationKeysParts } from './organisation-keys.js';
export { Token, type TokenSettings } from './pkcs11/open-token.js';
export { TokenKeys } from './pkcs11/token-keys.js';
export { createEnrolment } from './create-enrolment.js';
export { verifyWithNodeCrypto, verifyWithNodeCryptoSync } from './keys/verify-with-node-crypto.js';
export { generatePrivateBytes, openSigningKey, signerOver, type KeyType, type SigningKey } from './keys/signing-key.js';
export { didWebOf, documentUrlOfDidWeb } from './dids/did-web.js';
export { didKeyOf, publicJwkOfDidKey } from './dids/did-key.js';
export { didJwkOf, publicJwkOfDidJwk } from '#w3c-vc';
export { createDidResolver, type FetchDocument } from './dids/resolve-did.js';
export {
  createCertificateRequest,
  createRevocationList,
  createRoot,
  issueLeaf,
  type LeafToIssue,
  type RootToCreate,
} from './certificates/index.js';
export { loadIdentityAgent, type AgentParts, type IdentityAgent } from './agent/load-agent.js';

/** For the key store's `openDatabase`, never for the data's. */
export { identityEntities } from './adapters/typeorm/identity-tables.js';
export const identityMigrations = [IdentityTables1763700000100, IdentitySuccessorKeys1764300000800];

export {
  signW3cCredential,
  type CredentialIssuerIdentity,
  type SignW3cCredential,
} from './agent/load-credential-signing.js';
export { ISSUER_DID_METHODS, issuerIdentity, type IssuerDidMethod } from './dids/issuer-identity.js';
