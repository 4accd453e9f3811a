export { rotateLeafKey, type RotationParts, type RotationStep } from './rotate-leaf-key.js';
export { keyRequestShape, verifyKeyRequest, type CertifiedUse, type KeyRequest } from './key-request.js';
export { readRegistry, registeredKeys, ROLE_OF_USE } from './read-registry.js';
