export type * from './sd-jwt-vc.js';
export { issueSdJwtVc } from './issue-sd-jwt-vc.js';
export { DEFAULT_SD_JWT_VC_LIMITS, parseSdJwtVc, type SdJwtVcLimits } from './parse-sd-jwt-vc.js';
export { discloseClaims } from './disclose-claims.js';
export { presentSdJwtVc } from './present-sd-jwt-vc.js';
export { presentationHash } from './presentation-hash.js';
