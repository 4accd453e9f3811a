import { assertOurs, decodeUtf8, parseJson, type Clock, type JsonValue, type Localised } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import { wordVerdict, type Verdict } from '#verification';
import type { Anchors } from '../anchoring/anchors.js';
import type { Commitments } from '../anchoring/commitments.js';
import type { VerdictRecord } from '#evidence';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import { readVerdictRecord } from '../evidence/sign-verdict-record.js';
import {
  AWAITING,
  endOf,
  verificationIdOf,
  type Presentation,
  type PresentationStatus,
} from '../presentation-requests/presentation.js';
import { showAssessment, type ShownAssessment } from '../policies/show-assessment.js';
import { ANSWER_PLACE } from '../presentation-responses/keep-outcome.js';
import type { Receipts, StoredReceipt } from '../receipts/receipts.js';
import { historyOf, type StatusChange } from './verification-history.js';
import { CODE_AWAITED, REDACTED, refusalSentence, RESTRICTED } from './verification.messages.js';

export interface ReadingParts {
  evidence: EvidenceStore;
  receipts: Receipts;
  commitments: Commitments;
  anchors: Anchors;
  vault: SubjectVault;
  clock: Clock;
}

/** What a list shows of a verification. Times are ISO 8601. */
export interface VerificationSummary {
  id: string;
  status: PresentationStatus;
  contract: { id: string; version: number };
  createdAt: string;
  openedAt?: string;
  presentedAt?: string;
  closedAt?: string;
  expiresAt: string;
  redactedAt?: string;
  retentionEndsAt?: string;
  /** When a clerk noted that the person showed a paper instead. */
  paperPathAt?: string;
  policy?: { id: string; version: number };
}

export interface VerificationView extends VerificationSummary {
  /** Every change of the status, oldest first. */
  history: StatusChange[];
  decision?: VerdictRecord['decision'];
  verdicts: Verdict[];
  /** Type, issuing member and disclosed claims of each credential; where a policy has judged it, those that it hands on. */
  answer?: JsonValue;
  /** What the policy said by which it was asked. */
  assessment?: ShownAssessment;
  receipt?: { receipt: string; commitment: string; salt: string; anchored: boolean };
  /** The signed record of the verdicts, for an auditor. */
  verdictRecord?: string;
  refusal?: { code: string; sentence: Localised };
  /** Why there is no answer although one was given, or less than there is. */
  withheld?: { code: 'restricted' | 'redacted' | 'code_awaited' | 'decision_only'; sentence: Localised };
}

/** As the tenant may see it now: after a withdrawal that restricts, the status and no more (design §6). */
export async function readVerification(presentation: Presentation, parts: ReadingParts): Promise<VerificationView> {
  const seen = await readSeen(presentation, parts);
  return { ...seen, history: historyOf(presentation, seen.status) };
}

async function readSeen(presentation: Presentation, parts: ReadingParts): Promise<Omit<VerificationView, 'history'>> {
  const { tenantId, id, refusal, restricted } = presentation;
  const summary = summaryOf(presentation, parts.clock());
  if (isWithheld(presentation))
    return { ...summary, verdicts: [], withheld: { code: 'code_awaited', sentence: CODE_AWAITED } };
  if (refusal !== null) {
    return { ...summary, verdicts: [], refusal: { code: refusal, sentence: refusalSentence(refusal) } };
  }
  if (restricted) return { ...summary, verdicts: [], withheld: { code: 'restricted', sentence: RESTRICTED } };
  const evidence = await parts.evidence.find(tenantId, id);
  if (evidence === undefined) return { ...summary, verdicts: [], ...redactedNote(presentation) };
  const stored = await parts.receipts.findByPresentation(tenantId, id);
  const receipt = stored && (await viewOfReceipt(stored, parts));
  if (presentation.anchoredBeforeDecision && presentation.status === 'verified' && receipt?.anchored !== true) {
    return { ...summary, status: 'presented', verdicts: [] };
  }
  const { decision, verdicts, policy } = readVerdictRecord(evidence.verdictRecord);
  return {
    ...summary,
    decision,
    verdicts: verdicts.map(wordVerdict),
    verdictRecord: evidence.verdictRecord,
    ...(policy === undefined
      ? {}
      : { assessment: await showAssessment(evidence, policy, evidence.sealedAssessment, parts.vault) }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(evidence.sealedAnswer === null
      ? redactedNote(presentation)
      : await openAnswer(presentation, evidence.sealedAnswer, parts)),
  };
}

export function summaryOf(presentation: Presentation, now: number): VerificationSummary {
  const { contractId, contractVersion, policyId, policyVersion } = presentation;
  const expiresAt = endOf(presentation);
  const withheld = isWithheld(presentation);
  const status = withheld ? 'presented' : presentation.status;
  const isOver = AWAITING.includes(status) && expiresAt <= now;
  return {
    id: verificationIdOf(presentation),
    status: isOver ? 'expired' : status,
    contract: { id: contractId, version: contractVersion },
    createdAt: isoTime(presentation.createdAt),
    ...optionalTime('openedAt', presentation.openedAt),
    ...optionalTime('presentedAt', presentation.presentedAt),
    ...optionalTime('closedAt', presentation.closedAt),
    expiresAt: isoTime(expiresAt),
    // Only what was verified has these.
    ...optionalTime('redactedAt', withheld ? null : presentation.redactedAt),
    ...optionalTime('retentionEndsAt', withheld ? null : presentation.retentionEndsAt),
    ...optionalTime('paperPathAt', presentation.paperPathAt),
    ...(policyId === null || policyVersion === null ? {} : { policy: { id: policyId, version: policyVersion } }),
  };
}

/** Answered on a hosted page whose response code nobody has exchanged yet: the tenant learns that, and no more. */
function isWithheld({ codeAwaited, status }: Presentation): boolean {
  return codeAwaited && (status === 'verified' || status === 'not_verified' || status === 'redacted');
}

/** Whether a decision that must be anchored first is; one that needs no anchor is. */
export async function isDecisionAnchored(
  { tenantId, id, anchoredBeforeDecision, status }: Presentation,
  parts: Pick<ReadingParts, 'receipts' | 'commitments' | 'anchors'>,
): Promise<boolean> {
  if (!anchoredBeforeDecision || status !== 'verified') return true;
  const stored = await parts.receipts.findByPresentation(tenantId, id);
  return stored !== undefined && (await viewOfReceipt(stored, parts)).anchored;
}

/** An erasure destroys the key before the rows: in between, nothing can be shown already. */
async function openAnswer(
  { tenantId, id }: Presentation,
  sealed: string,
  parts: Pick<ReadingParts, 'vault'>,
): Promise<Pick<VerificationView, 'answer' | 'withheld'>> {
  const [opened] = await parts.vault.openMany(tenantId, [{ subjectId: id, sealed, place: ANSWER_PLACE }]);
  if (opened === undefined || opened === null) return { withheld: { code: 'redacted', sentence: REDACTED } };
  return { answer: parseJson(decodeUtf8(opened)) };
}

async function viewOfReceipt(stored: StoredReceipt, parts: Pick<ReadingParts, 'commitments' | 'anchors'>) {
  const { tenantId, receipt, commitment, salt } = stored;
  const waiting = await parts.commitments.find(tenantId, commitment);
  assertOurs(waiting !== undefined, 'a receipt is stored with its commitment');
  const anchor = waiting.period === null ? undefined : await parts.anchors.find(tenantId, waiting.period);
  return { receipt, commitment, salt, anchored: anchor?.state === 'accepted' };
}

function redactedNote({ status }: Presentation): Pick<VerificationView, 'withheld'> {
  return status === 'redacted' ? { withheld: { code: 'redacted', sentence: REDACTED } } : {};
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function optionalTime<Name extends string>(name: Name, milliseconds: number | null): Partial<Record<Name, string>> {
  return milliseconds === null ? {} : ({ [name]: isoTime(milliseconds) } as Partial<Record<Name, string>>);
}
