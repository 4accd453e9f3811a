export {
  CBOR_TAG,
  CborSimple,
  CborTag,
  EncodedCbor,
  isCborArray,
  isCborMap,
  type CborKey,
  type CborMap,
  type CborValue,
} from './cbor-value.js';
export { encodeCbor } from './encode-cbor.js';
export { decodeCbor, DEFAULT_CBOR_LIMITS, type CborLimits } from './decode-cbor.js';
export { ACCEPTED_COSE_ALGORITHMS, COSE_ALGORITHM, COSE_HEADER } from './cose-header.js';
export { parseCoseSign1, type ParsedCoseSign1 } from './cose-sign1.js';
export { createCoseSign1, type CoseSign1ToCreate } from './create-cose-sign1.js';
export { verifyCoseSign1 } from './verify-cose-sign1.js';
export { coseKeyFromJwk, jwkFromCoseKey } from './cose-key.js';
export { readX5chain, x5chainOf } from './x5chain.js';
