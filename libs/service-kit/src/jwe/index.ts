export { decryptJwe, type JweKeys } from './decrypt-jwe.js';
export { createJweEncryption, type JweRecipient } from './create-jwe-encryption.js';
export type { ContentEncryptionName } from './content-encryption.js';
