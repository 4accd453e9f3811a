export { parseShape } from './parse-shape.js';
export {
  PRE_AUTHORIZED_CODE_GRANT,
  createCredentialOffer,
  createCredentialOfferLink,
  credentialOfferShape,
  parseCredentialOffer,
  parseCredentialOfferLink,
  type CredentialOffer,
  type TransactionCodeRules,
} from './credential-offer.js';
export {
  createIssuerMetadata,
  issuerMetadataUrl,
  parseIssuerMetadata,
  type CredentialConfiguration,
  type IssuerMetadata,
} from './issuer-metadata.js';
export { createSignedIssuerMetadata } from './signed-issuer-metadata.js';
export {
  authorizationServerMetadataShape,
  authorizationServerMetadataUrl,
  createAuthorizationServerMetadata,
  parseAuthorizationServerMetadata,
  type AuthorizationServerMetadata,
} from './authorization-server-metadata.js';
export { OPENID_CREDENTIAL, parseAuthorizationDetails, type AuthorizationDetail } from './authorization-details.js';
export { parseAuthorizationRequest, readStateParameter, type AuthorizationRequest } from './authorization-request.js';
export { parseOAuthParameters, type OAuthParameters } from './oauth-parameters.js';
export {
  createTokenRequest,
  parseTokenRequest,
  parseTokenResponse,
  tokenResponseShape,
  type PreAuthorizedCodeRequest,
  type TokenRequest,
  type TokenResponse,
} from './token.js';
export { nonceResponseShape, parseNonceResponse, type NonceResponse } from './nonce.js';
export {
  createCredentialRequest,
  parseCredentialRequest,
  parseCredentialResponse,
  parseDeferredResponse,
  type AskedCredential,
  type CredentialRequest,
  type CredentialResponse,
  type DeferredResponse,
} from './credential.js';
export type { CredentialProofs } from './credential-proofs.js';
export {
  encryptionKey,
  type CredentialContentEncryption,
  type EncryptionKey,
  type ResponseEncryption,
} from './credential-encryption.js';
export {
  createDeferredCredentialRequest,
  parseDeferredCredentialRequest,
  type DeferredCredentialRequest,
} from './deferred-credential.js';
export {
  createNotificationRequest,
  NOTIFICATION_EVENTS,
  parseNotificationRequest,
  type NotificationEvent,
  type NotificationRequest,
} from './notification.js';
export {
  parseErrorResponse,
  PROTOCOL_ERRORS,
  protocolCodes,
  type ErrorResponse,
  type ProtocolErrorCode,
} from './protocol-errors.js';
export { createKeyProof, type KeyProofToCreate } from './create-key-proof.js';
export { verifyKeyProof, type KeyProofExpectations, type VerifiedKeyProof } from './verify-key-proof.js';
export { createKeyAttestation, type KeyAttestationToCreate } from './create-key-attestation.js';
export {
  verifyKeyAttestation,
  type AttestationRequirements,
  type KeyAttestationExpectations,
  type VerifiedKeyAttestation,
} from './verify-key-attestation.js';
export { accessTokenHash, createDpopProof, type DpopProofToCreate } from './create-dpop-proof.js';
export { verifyDpopProof, type DpopExpectations, type VerifiedDpopProof } from './verify-dpop-proof.js';
export { readProofKey } from './proof-key.js';
export { createClientAttestation, type ClientAttestationToCreate } from './create-client-attestation.js';
export {
  verifyClientAttestation,
  type ClientAttestationExpectations,
  type VerifiedClientAttestation,
} from './verify-client-attestation.js';
export { createClientAttestationPop, type ClientAttestationPopToCreate } from './create-client-attestation-pop.js';
export {
  verifyClientAttestationPop,
  type ClientAttestationPopExpectations,
  type VerifiedClientAttestationPop,
} from './verify-client-attestation-pop.js';
export { createClientAssertion, type ClientAssertionToCreate } from './create-client-assertion.js';
export {
  CLIENT_ASSERTION_TYPE,
  verifyClientAssertion,
  type ClientAssertionExpectations,
  type VerifiedClientAssertion,
} from './verify-client-assertion.js';
