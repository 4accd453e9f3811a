import { parseJsonObject, refusal } from '#primitives';
import { createResponseEncryption, parseResponseEncryption, type ResponseEncryption } from './credential-encryption.js';

const REQUEST_LIMITS = { maxLength: 16 * 1024, maxDepth: 8 };
const MAX_TRANSACTION_ID_LENGTH = 256;

/** OpenID4VCI 1.0 §9.1. */
export interface DeferredCredentialRequest {
  deferredTransactionId: string;
  /** Of this request and not of the first one, which may be long ago. */
  responseEncryption?: ResponseEncryption;
}

export function createDeferredCredentialRequest(request: DeferredCredentialRequest): string {
  const { deferredTransactionId, responseEncryption } = request;
  return JSON.stringify({
    transaction_id: deferredTransactionId,
    ...(responseEncryption && { credential_response_encryption: createResponseEncryption(responseEncryption) }),
  });
}

/** @throws `malformed_credential_request`, the codes of `parseResponseEncryption`, the JSON codes */
export function parseDeferredCredentialRequest(text: string): DeferredCredentialRequest {
  const { transaction_id: id, credential_response_encryption: wanted } = parseJsonObject(text, REQUEST_LIMITS);
  const responseEncryption = parseResponseEncryption(wanted);
  if (typeof id !== 'string' || id === '' || id.length > MAX_TRANSACTION_ID_LENGTH) {
    throw refusal('malformed_credential_request', 'The request names no transaction.');
  }
  return { deferredTransactionId: id, ...(responseEncryption && { responseEncryption }) };
}
