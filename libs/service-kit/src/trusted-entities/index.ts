export { readTrustedEntities, trustedEntitiesFile, type TrustedEntitiesFile } from './read-trusted-entities.js';
