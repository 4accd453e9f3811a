export {
  parseVerdictRecord,
  VERDICT_RECORD_TYPE,
  type AppliedPolicy,
  type ParsedVerdictRecord,
  type VerdictRecord,
} from './verdict-record.js';
export {
  inputsOfManifest,
  MAX_TRUST_INPUT_LENGTH,
  parseTrustManifest,
  TRUST_INPUT_KINDS,
  trustInputDigest,
  trustManifestInput,
  type TrustInput,
  type TrustInputKind,
  type TrustManifest,
} from './trust-manifest.js';
export {
  digestOfShownText,
  EVIDENCE_MEDIA_TYPE,
  shownDigest,
  shownText,
  type EvidencePackage,
  type ShownPresentation,
} from './evidence-package.js';
export { checkEvidence, EVIDENCE_CHECKS } from './check-evidence.js';
export { EVIDENCE_LIMITS, evidencePackageShape, parseEvidencePackage } from './parse-evidence-package.js';
export type { EvidenceItem, EvidenceReport } from './evidence-report.js';
