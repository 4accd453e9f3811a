export { readCredentialTypes } from './read-credential-types.js';
export { readPolicies } from './read-policies.js';
