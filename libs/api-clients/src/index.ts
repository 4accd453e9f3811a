export type { ApiClientOptions } from './create-api-client.js';
export {
  createCooperativeClient,
  type CooperativeClient,
  type CooperativeSchemas,
} from './create-cooperative-client.js';
export { createIssuerClient, type IssuerClient, type IssuerSchemas } from './create-issuer-client.js';
export { createVerifierClient, type VerifierClient, type VerifierSchemas } from './create-verifier-client.js';
export { requireAnswer } from './require-answer.js';
