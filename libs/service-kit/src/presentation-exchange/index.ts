export {
  createResponseKey,
  encryptionJwk,
  openResponseKey,
  RESPONSE_KEY_ID,
  type ResponseKey,
  type ResponseKeyPlace,
} from './response-key.js';
export { decryptResponse, type ResponseKeyPair } from './decrypt-response.js';
