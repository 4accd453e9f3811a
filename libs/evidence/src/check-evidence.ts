import type { TrustFile } from '#ledger';
import { isCodedError, type VerifySignature } from '#primitives';
import { decision } from './checks/decision.js';
import { issuingRoots } from './checks/issuing-roots.js';
import { ledgerProof } from './checks/ledger-proof.js';
import { notice } from './checks/notice.js';
import { question } from './checks/question.js';
import { receipt } from './checks/receipt.js';
import { recordSignature } from './checks/record-signature.js';
import { stateProofs } from './checks/state-proofs.js';
import { statusLists } from './checks/status-lists.js';
import { tolerances } from './checks/tolerances.js';
import { trustInputs } from './checks/trust-inputs.js';
import { trustedEntities } from './checks/trusted-entities.js';
import { typeMetadata } from './checks/type-metadata.js';
import { verdictRecord } from './checks/verdict-record.js';
import { verdicts } from './checks/verdicts.js';
import type { AnyEvidenceCheck } from './evidence-check.js';
import type { EvidencePackage } from './evidence-package.js';
import { UNREADABLE } from './evidence.messages.js';
import type { EvidenceItem, EvidenceReport } from './evidence-report.js';
import { parseEvidencePackage } from './parse-evidence-package.js';
import { runEvidenceCheck, type Gathered } from './run-evidence-check.js';

/** All that is checked of an evidence package, in order; a check that gives a fact stands before those that need it. */
export const EVIDENCE_CHECKS = [
  // Whose word is it, and what does it rest on?
  verdictRecord,
  trustInputs,
  stateProofs,
  recordSignature,
  decision,
  issuingRoots,
  trustedEntities,
  statusLists,
  typeMetadata,
  tolerances,
  // What was asked and shown, and does it come to the same again?
  question,
  notice,
  verdicts,
  // What the citizen got.
  receipt,
  ledgerProof,
] as const;

/** Without these there is nobody's word. */
const INDISPENSABLE: readonly string[] = ['verdict-record', 'trust-inputs', 'state-proofs', 'record-signature'];

/**
 * Checks an evidence package offline: from the file, the trust file and nothing else. Nothing in a file makes it throw.
 * @param content the package as JSON text
 * @param trustFile whom the auditor believes; from the cooperative, never from the verifier
 */
export async function checkEvidence(
  content: string,
  trustFile: TrustFile,
  verifySignature: VerifySignature,
): Promise<EvidenceReport> {
  const evidence = readPackage(content);
  if (typeof evidence === 'string') return unreadable(evidence);
  const gathered: Gathered = { facts: {}, withheld: new Map() };
  const items: EvidenceItem[] = [];
  for (const check of EVIDENCE_CHECKS as readonly AnyEvidenceCheck[]) {
    items.push(await runEvidenceCheck(check, gathered, { evidence, trustFile, verifySignature }));
  }
  const { parsed, state } = gathered.facts;
  const holds = items.every(
    ({ item, outcome }) => outcome === 'holds' || (outcome === 'not_checked' && !INDISPENSABLE.includes(item)),
  );
  return {
    outcome: holds ? 'holds' : 'does_not_hold',
    items,
    record: parsed?.record ?? null,
    attested: state?.attested ?? null,
  };
}

/** @returns the code of what is wrong with it, where it is no package */
function readPackage(content: string): EvidencePackage | string {
  try {
    return parseEvidencePackage(content);
  } catch (error) {
    return isCodedError(error) ? error.code : 'unexpected_content';
  }
}

function unreadable(code: string): EvidenceReport {
  const item: EvidenceItem = {
    ...{ item: 'verdict-record', outcome: 'does_not_hold', code: 'malformed', sentence: UNREADABLE },
    reasons: [code],
  };
  return { outcome: 'does_not_hold', items: [item], record: null, attested: null };
}
