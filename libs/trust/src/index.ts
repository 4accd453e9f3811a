export type { ChainOutcome, ProvenState, TrustedLeaf } from './trust.js';
export { LEAF_KEY_PURPOSES, type ChainPurpose, type LeafPurpose } from './chain-purposes.js';
export { MAX_CHAIN_LENGTH, validateChain } from './validate-chain.js';
export {
  anchorsOf,
  findTrustedEntity,
  TRUSTED_ENTITY_CODES,
  type TrustedEntityOutcome,
} from './find-trusted-entity.js';
export type { TrustedEntity } from './trusted-entity.js';
export { certificateDigest, readAuthority, readCertificate, type Certificate } from './read-certificate.js';
export { jwkFromPublicKeyDer, keyDigest, publicKeyDerFromJwk } from './public-key-encoding.js';
export { findIssuer, type IssuerOutcome } from './find-issuer.js';
export { findVerifier, type VerifierOutcome } from './find-verifier.js';
export { isInTerm, type RegistryOutcome } from './registry-outcome.js';
export {
  checkFreshness,
  isFresh,
  MAX_CLOCK_LEAD_SECONDS,
  readLiveState,
  readProvenState,
} from './read-proven-state.js';
export { mergeProvenStates } from './merge-proven-states.js';
export { isAddressOfDidWeb } from './is-address-of-did-web.js';
