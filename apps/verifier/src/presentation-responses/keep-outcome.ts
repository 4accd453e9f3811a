import type { EntityManager } from 'typeorm';
import type { ReceiptDelivery } from '#consent';
import { digestOfShownText, shownText } from '#evidence';
import { assertOurs, encodeBase64url, encodeUtf8, refusal, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox } from '#service-kit/outbox';
import type { SubjectVault } from '#service-kit/vault';
import type { Webhooks } from '#service-kit/webhooks';
import type { AskedPresentation, VerificationOutcome } from '#verification';
import type { Commitments } from '../anchoring/commitments.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import type { UsedTrust } from '../evidence/record-trust.js';
import { createVerdictRecord, signVerdictRecord, type RecordedDecision } from '../evidence/sign-verdict-record.js';
import type { TrustInputs } from '../evidence/trust-inputs.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { recordedPolicy, type PolicyDecision } from '../policies/apply-policy.js';
import { assessmentToSeal } from '../policies/show-assessment.js';
import { holdsSealed, type Presentation } from '../presentation-requests/presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import type { WayBack } from '../hosted-pages/way-back.js';
import { issueReceipt } from '../receipts/issue-receipt.js';
import type { Receipts } from '../receipts/receipts.js';
import type { PayableProof, PayableProofs } from '../settlement/settlements.js';
import { publishEvent } from '../verifications/verification-events.js';
import { DESTROY_SUBJECT_KIND } from '../verifications/end-presentations.js';

export const ANSWER_PLACE = 'verifier-answer';
export const PRESENTATION_PLACE = 'verifier-presentation';
const PAYABLE_ID_BYTES = 16;
const SHOWN_SALT_BYTES = 32;

export interface OutcomeParts {
  publicUrl: string;
  database: Database;
  presentations: Presentations;
  evidence: EvidenceStore;
  trustInputs: Pick<TrustInputs, 'register'>;
  receipts: Receipts;
  commitments: Commitments;
  payableProofs: PayableProofs;
  webhooks: Webhooks;
  outbox: Outbox;
  vault: SubjectVault;
  clock: Clock;
  random: RandomBytes;
}

/** What was decided of an answer, and on what it rests. */
export interface Decided {
  outcome: VerificationOutcome;
  asked: AskedPresentation;
  used: UsedTrust;
  /** Seconds since the epoch. */
  decidedAt: number;
  /** What the policy said by which it was asked. */
  policyDecision?: PolicyDecision | undefined;
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
  answered: Decided & { vpToken: Record<string, string[]>; wayBack: WayBack | undefined },
  parts: OutcomeParts,
): Promise<ReceiptDelivery> {
  const { tenantId, id, notice } = presentation;
  const { outcome, asked, vpToken, decidedAt } = answered;
  const holderKey = outcome.credentials[0]?.holderKey;
  assertOurs(
    typeof holderKey === 'string' && notice !== null,
    'what is verified under a contract has a holder and a notice',
  );
  const trustManifest = await parts.trustInputs.register(answered.used);
  const receipt = await issueReceipt(
    member,
    { presentationId: id, notice, holderKey, issuedAt: decidedAt },
    { publicUrl: parts.publicUrl, random: parts.random },
  );
  const shown = shownText({ salt: encodeBase64url(parts.random(SHOWN_SALT_BYTES)), asked, vpToken });
  const bound = { trust: trustManifest, shown: digestOfShownText(shown), receipt: receipt.commitment.commitment };
  const verdictRecord = await recordOf(member, presentation, { outcome, decidedAt, ...bound, ...policyIn(answered) });
  const [sealedAnswer, sealedPresentation, sealedAssessment = null] = await parts.vault.sealMany(tenantId, [
    { subjectId: id, plaintext: encodeUtf8(JSON.stringify(answerOf(answered))), place: ANSWER_PLACE },
    { subjectId: id, plaintext: encodeUtf8(shown), place: PRESENTATION_PLACE },
    ...(answered.policyDecision === undefined ? [] : [assessmentToSeal(id, answered.policyDecision)]),
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
    const sealed = { sealedAnswer, sealedPresentation, sealedAssessment };
    await parts.evidence.insert({ tenantId, presentationId: id, verdictRecord, trustManifest, ...sealed });
    await parts.receipts.insert(receipt.stored);
    await parts.commitments.insert(receipt.commitment);
    await parts.payableProofs.insert(payableProofsOf(presentation, outcome, parts.random));
    await answered.wayBack?.note();
    await publishDecision(presentation, manager, parts);
  });
  return receipt.delivery;
}

/** The least: where a policy has judged, the claims that it hands on. */
function answerOf({ outcome, policyDecision }: Pick<Decided, 'outcome' | 'policyDecision'>) {
  const handedOn = policyDecision?.assessment.minimal.credentials;
  return handedOn ?? outcome.credentials.map(({ vct, issuer, claims }) => ({ vct, issuer, claims }));
}

function policyIn({ policyDecision }: Pick<Decided, 'policyDecision'>): Pick<RecordedDecision, 'policy'> {
  return policyDecision === undefined ? {} : { policy: recordedPolicy(policyDecision) };
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
  { outcome, used, decidedAt, wayBack, policyDecision }: Decided & { wayBack: WayBack | undefined },
  parts: OutcomeParts,
): Promise<void> {
  const { tenantId, id } = presentation;
  // Which keys and hosts it named was the wallet's choice; nothing of that is kept.
  const kept = { ...used, issuerKeys: new Map(), statusHostsDown: new Set<string>() };
  const trustManifest = await parts.trustInputs.register(kept);
  const bound = { trust: trustManifest, shown: null, receipt: null };
  const verdictRecord = await recordOf(member, presentation, {
    ...{ outcome, decidedAt },
    ...bound,
    ...policyIn({ policyDecision }),
  });
  await parts.database.tx(async (manager) => {
    const now = parts.clock();
    const closing = { status: 'not_verified' as const, presentedAt: now, closedAt: now };
    if (!(await parts.presentations.close(tenantId, id, closing))) throw alreadyUsed();
    const sealed = { sealedAnswer: null, sealedPresentation: null, sealedAssessment: null };
    await parts.evidence.insert({ tenantId, presentationId: id, verdictRecord, trustManifest, ...sealed });
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

/** Tells that something was decided, never what. */
async function publishDecision(
  presentation: Presentation,
  manager: EntityManager,
  { webhooks, random }: Pick<OutcomeParts, 'webhooks' | 'random'>,
): Promise<void> {
  await publishEvent(webhooks, manager, presentation, 'verification.decided', random);
}

/** Only a question with an address, or names that are expected, have made a key. */
async function destroyQuestionKey(
  presentation: Presentation,
  manager: EntityManager,
  { outbox }: Pick<OutcomeParts, 'outbox'>,
): Promise<void> {
  if (!holdsSealed(presentation)) return;
  const { tenantId, id } = presentation;
  await outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
}

async function recordOf(member: AskingMember, presentation: Presentation, decision: RecordedDecision): Promise<string> {
  const record = createVerdictRecord(presentation, member.did, decision);
  return signVerdictRecord(record, { signer: member.access, x5c: member.x5c });
}

export function alreadyUsed(): Error {
  return refusal('response_already_used', 'The request was answered already, or is closed.');
}
