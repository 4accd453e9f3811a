export { readCredentialTypes } from './read-credential-types.js';
