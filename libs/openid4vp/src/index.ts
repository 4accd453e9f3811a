export type * from './dcql.js';
export { DCQL_LIMITS, parseDcqlQuery } from './parse-dcql-query.js';
export { selectClaims, type ConcretePath, type SelectedClaim } from './select-claims.js';
export {
  matchCredential,
  matchDcql,
  meetsMeta,
  needsHolderBinding,
  typesAsked,
  type CredentialMatch,
  type DcqlMatch,
} from './match-dcql.js';
export { checkAnswer, type AnswerOutcome, type AnswerRefusal, type PresentedCredential } from './check-answer.js';
export {
  parseClientIdentifier,
  decentralizedClientId,
  x509HashClientId,
  x509SanDnsClientId,
  type ClientIdentifier,
  type ClientIdentifierPrefix,
} from './client-identifier.js';
export * from './request-object.js';
export {
  clearRequestPayload,
  createRequestObject,
  dcApiRequestPayload,
  requestObjectPayload,
  type ClearRequestInput,
  type DcApiRequestInput,
  type RequestInput,
  type RequestKeyHeader,
} from './create-request-object.js';
export { encodeTransactionData, TRANSACTION_DATA_LIMITS, type TransactionDataEntry } from './transaction-data.js';
export {
  parseWalletMetadata,
  WALLET_METADATA_LIMITS,
  type RequestEncryptionKey,
  type WalletMetadata,
} from './parse-wallet-metadata.js';
export { checkWalletMetadata } from './check-wallet-metadata.js';
export { parseRequestObject, type ExpectedRequest, type ParsedRequestObject } from './parse-request-object.js';
export {
  createAuthorizationRequestLink,
  parseAuthorizationRequestLink,
  type AuthorizationRequestLink,
} from './authorization-request-link.js';
export { createErrorResponse, WALLET_ERRORS, walletErrorOf, type WalletError } from './error-response.js';
export { createDirectPost, encryptResponse, type AuthorizationResponse } from './encrypt-response.js';
export {
  parseAuthorizationResponse,
  parseDcApiData,
  parseDirectPost,
  RESPONSE_LIMITS,
  type DecryptedResponse,
  type DirectPost,
  type WalletErrorResponse,
} from './parse-direct-post.js';
