import type { EntityManager } from 'typeorm';
import type { ReceiptDelivery } from '#consent';
import { assertOurs, encodeBase64url, encodeUtf8, refusal, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox } from '#service-kit/outbox';
import type { SubjectVault } from '#service-kit/vault';
import type { Webhooks } from '#service-kit/webhooks';
import type { VerificationOutcome } from '#verification';
import type { Commitments } from '../anchoring/commitments.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import type { WayBack } from '../hosted-pages/way-back.js';
import { issueReceipt } from '../receipts/issue-receipt.js';
import type { Receipts } from '../receipts/receipts.js';
import type { PayableProof, PayableProofs } from '../settlement/settlements.js';
import { publishEvent } from '../verifications/verification-events.js';
import { DESTROY_SUBJECT_KIND } from '../verifications/end-presentations.js';
import { createVerdictRecord, signVerdictRecord, type EvidenceStore } from './evidence.js';

export const ANSWER_PLACE = 'verifier-answer';
const PRESENTATION_PLACE = 'verifier-presentation';
const PAYABLE_ID_BYTES = 16;

export interface OutcomeParts {
  publicUrl: string;
  database: Database;
  presentations: Presentations;
  evidence: EvidenceStore;
  receipts: Receipts;
  commitments: Commitments;
  payableProofs: PayableProofs;
  webhooks: Webhooks;
  outbox: Outbox;
  vault: SubjectVault;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Keeps a verified presentation: verdict record, sealed answer and presentation, receipt and its commitment, all in one unit
 * with the single use of the request. If we die before it commits, nothing was answered and the wallet may send it again;
 * after it, the receipt is anchored whether or not the wallet got the answer.
 * @throws `response_already_used`
 */
export async function keepVerified(
  member: AskingMember,
  presentation: Presentation,
  answered: { outcome: VerificationOutcome; vpToken: Record<string, string[]>; wayBack: WayBack | undefined },
  parts: OutcomeParts,
): Promise<ReceiptDelivery> {
  const { tenantId, id, notice } = presentation;
  const [first] = answered.outcome.credentials;
  assertOurs(first !== undefined && notice !== null, 'a verified presentation has a credential and a notice');
  const issuedAt = secondsOf(parts.clock);
  const receipt = await issueReceipt(
    member,
    { presentationId: id, notice, holderKey: first.holderKey, issuedAt },
    { publicUrl: parts.publicUrl, random: parts.random },
  );
  const verdictRecord = await recordOf(member, presentation, answered.outcome, issuedAt);
  const answer = answered.outcome.credentials.map(({ vct, issuer, claims }) => ({ vct, issuer, claims }));
  const [sealedAnswer, sealedPresentation] = await parts.vault.sealMany(tenantId, [
    { subjectId: id, plaintext: encodeUtf8(JSON.stringify(answer)), place: ANSWER_PLACE },
    { subjectId: id, plaintext: encodeUtf8(JSON.stringify(answered.vpToken)), place: PRESENTATION_PLACE },
  ]);
  assertOurs(sealedAnswer !== undefined && sealedPresentation !== undefined, 'the vault seals each');
  await parts.database.tx(async (manager) => {
    const closing = {
      status: 'verified' as const,
      presentedAt: parts.clock(),
      closedAt: parts.clock(),
      retentionEndsAt: receipt.payload.retentionEndsAt * 1000,
    };
    if (!(await parts.presentations.close(tenantId, id, closing))) throw alreadyUsed();
    await parts.evidence.insert({ tenantId, presentationId: id, verdictRecord, sealedAnswer, sealedPresentation });
    await parts.receipts.insert(receipt.stored);
    await parts.commitments.insert(receipt.commitment);
    await parts.payableProofs.insert(payableProofsOf(presentation, answered.outcome, parts.random));
    await answered.wayBack?.note();
    await publishDecision(presentation, manager, parts);
  });
  return receipt.delivery;
}

/** Each credential is one proof, to be paid to who issued it; nothing leads back from it to the presentation. */
function payableProofsOf(
  { tenantId, contractId, contractVersion }: Presentation,
  { credentials }: VerificationOutcome,
  random: RandomBytes,
): PayableProof[] {
  const contract = { tenantId, contractId, contractVersion };
  return credentials.map(({ issuer }) => ({ ...contract, id: encodeBase64url(random(PAYABLE_ID_BYTES)), issuer }));
}

/** Keeps the verdicts of what was not accepted, and nothing that was shown: a value that does not match is discarded. */
export async function keepNotVerified(
  member: AskingMember,
  presentation: Presentation,
  { outcome, wayBack }: { outcome: VerificationOutcome; wayBack: WayBack | undefined },
  parts: OutcomeParts,
): Promise<void> {
  const { tenantId, id } = presentation;
  const verdictRecord = await recordOf(member, presentation, outcome, secondsOf(parts.clock));
  await parts.database.tx(async (manager) => {
    const now = parts.clock();
    const closing = { status: 'not_verified' as const, presentedAt: now, closedAt: now };
    if (!(await parts.presentations.close(tenantId, id, closing))) throw alreadyUsed();
    const sealed = { sealedAnswer: null, sealedPresentation: null };
    await parts.evidence.insert({ tenantId, presentationId: id, verdictRecord, ...sealed });
    await destroyQuestionKey(presentation, manager, parts);
    await wayBack?.note();
    await publishDecision(presentation, manager, parts);
  });
}

/** Keeps the wallet's refusal (OpenID4VP 1.0 §8.5). */
export async function keepRefused(
  presentation: Presentation,
  { error, wayBack }: { error: string; wayBack: WayBack | undefined },
  parts: OutcomeParts,
): Promise<void> {
  const { tenantId, id } = presentation;
  await parts.database.tx(async (manager) => {
    const closing = { status: 'refused' as const, closedAt: parts.clock(), refusal: error };
    if (!(await parts.presentations.close(tenantId, id, closing))) throw alreadyUsed();
    await destroyQuestionKey(presentation, manager, parts);
    await wayBack?.note();
    await publishDecision(presentation, manager, parts);
  });
}

/** Tells that something was decided, never what; of a hosted page, which one. */
async function publishDecision(
  presentation: Presentation,
  manager: EntityManager,
  { webhooks, random }: Pick<OutcomeParts, 'webhooks' | 'random'>,
): Promise<void> {
  const more: Record<string, string> = presentation.pageId === null ? {} : { presentationRequest: presentation.pageId };
  await publishEvent(webhooks, manager, presentation, 'verification.decided', random, more);
}

/** Only a question with an address has made a key. */
async function destroyQuestionKey(
  { tenantId, id, sealedQuestion }: Presentation,
  manager: EntityManager,
  { outbox }: Pick<OutcomeParts, 'outbox'>,
): Promise<void> {
  if (sealedQuestion === null) return;
  await outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
}

async function recordOf(
  member: AskingMember,
  presentation: Presentation,
  outcome: VerificationOutcome,
  decidedAt: number,
): Promise<string> {
  const record = createVerdictRecord(presentation, member.did, outcome, decidedAt);
  return signVerdictRecord(record, { signer: member.access, x5c: member.x5c });
}

export function alreadyUsed(): Error {
  return refusal('response_already_used', 'The request was answered already, or is closed.');
}
