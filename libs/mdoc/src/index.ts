export type * from './mdoc.js';
export { issueMdoc } from './issue-mdoc.js';
export { DEFAULT_MDOC_LIMITS, parseIssuerSigned, type MdocLimits } from './parse-issuer-signed.js';
export { parseDeviceResponse } from './parse-device-response.js';
export { discloseElements } from './disclose-elements.js';
export { presentMdoc } from './present-mdoc.js';
export {
  dcApiTranscript,
  openId4VpTranscript,
  type DcApiSession,
  type OpenId4VpSession,
} from './session-transcript.js';
export { verifyDeviceSignature, verifyIssuerAuth } from './verify-mdoc.js';
