export { runEvidenceVerify, type EvidenceExitCode } from './run-evidence-verify.js';
