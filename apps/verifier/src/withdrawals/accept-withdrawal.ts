import type { EntityManager } from 'typeorm';
import {
  readReceipt,
  signWithdrawalAnswer,
  verifyWithdrawal,
  withdrawalContent,
  type SignedWithdrawalAnswer,
  type WithdrawalDelivery,
  type WithdrawalStatement,
} from '#consent';
import { assertOurs, encodeBase64url, encodeUtf8, refusal, secondsOf, type VerifySignature } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import { drawCommitment } from '../anchoring/commitments.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { OutcomeParts } from '../presentation-responses/keep-outcome.js';
import type { StoredReceipt } from '../receipts/receipts.js';
import { DESTROY_SUBJECT_KIND, type PresentationEndings } from '../verifications/end-presentations.js';
import { publishEvent } from '../verifications/verification-events.js';
import { restrictionReason } from './withdrawal.messages.js';
import type { Withdrawals } from './withdrawals.js';

export interface WithdrawalParts extends OutcomeParts {
  endings: PresentationEndings;
  withdrawals: Withdrawals;
  verifySignature: VerifySignature;
}

/**
 * Takes a citizen's withdrawal and answers it as the legal basis demands (design §6): erased, or restricted with reason and
 * end date. Statement and answer are both anchored. The same withdrawal again gets the first answer.
 * If we die after the key is destroyed and before the answer is stored, the repeat erases the rest and answers.
 * @throws `unknown_receipt` and the codes of `verifyWithdrawal`
 */
export async function acceptWithdrawal(
  member: AskingMember,
  statement: WithdrawalStatement,
  parts: WithdrawalParts,
): Promise<WithdrawalDelivery> {
  const tenantId = member.slug;
  const receipt = await parts.receipts.findByCommitment(tenantId, statement.commitment);
  const earlier = await parts.withdrawals.findByCommitment(tenantId, statement.commitment);
  // After an erasure nothing is left to verify against; the commitment is 256 bits that only its owner was told.
  if (earlier !== undefined && receipt === undefined) return earlier.delivery;
  if (receipt === undefined) throw refusal('unknown_receipt', 'There is no such receipt.');
  const withdrawalUri = publicEndpoint(parts.publicUrl, tenantId, 'withdrawals');
  const now = secondsOf(parts.clock);
  await verifyWithdrawal(statement, { ...receipt, withdrawalUri }, now, parts.verifySignature);
  if (earlier !== undefined) return earlier.delivery;
  const answer = await answerTo(member, receipt, now, parts);
  if (answer.outcome === 'erased') await parts.vault.destroySubject(tenantId, receipt.presentationId);
  const delivery = await keep(member, { statement, receipt, answer }, parts);
  // What was erased must not survive in the write-ahead log (design §6).
  if (answer.outcome === 'erased') await parts.database.truncateCheckpoint();
  return delivery;
}

async function answerTo(
  member: AskingMember,
  { commitment, presentationId, tenantId, receipt }: StoredReceipt,
  answeredAt: number,
  parts: WithdrawalParts,
): Promise<SignedWithdrawalAnswer> {
  const signed = { version: 1 as const, commitment, member: member.did, answeredAt };
  const presentation = await parts.presentations.find(tenantId, presentationId);
  const isKept = presentation?.status === 'verified';
  const { onWithdrawal, retentionEndsAt } = readReceipt(receipt).receipt;
  if (onWithdrawal === 'erase' || !isKept) return { ...signed, outcome: 'erased' };
  assertOurs(presentation.notice !== null, 'a verified presentation keeps its notice');
  const reason = restrictionReason(presentation.notice.notice.legalBasis.words, retentionEndsAt);
  return { ...signed, outcome: 'restricted', reason, endsAt: retentionEndsAt };
}

async function keep(
  member: AskingMember,
  withdrawn: { statement: WithdrawalStatement; receipt: StoredReceipt; answer: SignedWithdrawalAnswer },
  parts: WithdrawalParts,
): Promise<WithdrawalDelivery> {
  const { statement, receipt, answer } = withdrawn;
  const { tenantId, presentationId, commitment } = receipt;
  const jws = await signWithdrawalAnswer(answer, { signer: member.access, x5c: member.x5c });
  const kind = answer.outcome === 'erased' ? 'erasure' : 'restriction';
  const ofAnswer = drawCommitment(tenantId, kind, encodeUtf8(jws), parts);
  const ofStatement = drawCommitment(tenantId, 'withdrawal', withdrawalContent(statement), parts);
  const delivery: WithdrawalDelivery = {
    answer: jws,
    salt: encodeBase64url(ofAnswer.salt),
    ledger_proof_uri: ofAnswer.ledgerProofUri,
    statement_salt: encodeBase64url(ofStatement.salt),
    statement_ledger_proof_uri: ofStatement.ledgerProofUri,
  };
  return parts.database.tx(async (manager) => {
    // Of two that came at once the second gets the first's answer.
    const first = await parts.withdrawals.findByCommitment(tenantId, commitment);
    if (first !== undefined) return first.delivery;
    const id = encodeBase64url(parts.random(16));
    await parts.withdrawals.insert({
      ...{ tenantId, id, presentationId, commitment, delivery },
      outcome: answer.outcome,
      statement: answer.outcome === 'erased' ? null : statement,
      receivedAt: parts.clock(),
    });
    await parts.commitments.insert(ofStatement.stored);
    await parts.commitments.insert(ofAnswer.stored);
    const presentation = await parts.presentations.find(tenantId, presentationId);
    assertOurs(presentation !== undefined, 'a receipt is of a presentation');
    await publishEvent(parts.webhooks, manager, presentation, 'verification.withdrawn', parts.random, {
      withdrawal: id,
    });
    if (answer.outcome === 'erased') await erase(manager, tenantId, presentationId, parts);
    else await parts.endings.restrict(tenantId, presentationId);
    return delivery;
  });
}

/** What is left is the row of the request, without anything that was shown or signed. */
async function erase(
  manager: EntityManager,
  tenantId: string,
  presentationId: string,
  parts: WithdrawalParts,
): Promise<void> {
  await parts.endings.redact(tenantId, presentationId, parts.clock());
  await parts.evidence.erase(tenantId, presentationId);
  await parts.receipts.erase(tenantId, presentationId);
  // The key is destroyed already; what is left is to cut the deleted rows out of the write-ahead log.
  const entry = { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id: presentationId } };
  await parts.outbox.enqueue(manager, entry);
}
