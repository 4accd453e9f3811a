import { NOTICE_FORMAT } from '#consent';
import type { VerifierInfo } from '#openid4vp';
import { assertOurs, refusal, secondsOf, type JsonValue } from '#primitives';
import type { AskingMember } from '../organisations/asking-member.js';
import type { AskingParts } from './ask-presentation.js';
import { isAwaiting, type Presentation } from './presentation.js';
import { openQuestion } from './question-vault.js';

/** `format` of the state proof's object in `verifier_info`. */
export const STATE_PROOF_FORMAT = 'incola-state-proof+1';

/** An awaiting request. @throws `unknown_request`, `request_closed` */
export async function findAskable(
  member: Pick<AskingMember, 'slug'>,
  id: string,
  { presentations, clock }: Pick<AskingParts, 'presentations' | 'clock'>,
): Promise<Presentation> {
  const presentation = await presentations.find(member.slug, id);
  if (presentation === undefined) throw refusal('unknown_request', 'There is no such request.');
  if (!isAwaiting(presentation, clock())) throw refusal('request_closed', 'The request is closed.');
  return presentation;
}

/**
 * What a request says whichever way it goes, with the state proof of this moment (design §6).
 * @throws `contract_not_in_force`, `trust_unavailable` (outage)
 */
export async function requestMaterial(member: AskingMember, presentation: Presentation, parts: AskingParts) {
  const { notice, contractId, presentationNonce, expiresAt } = presentation;
  assertOurs(notice !== null, 'an awaiting presentation has its notice');
  const { proof } = await parts.registry.requireContract(member.did, contractId);
  const verifierInfo: VerifierInfo[] = [
    { format: NOTICE_FORMAT, data: notice as unknown as JsonValue },
    ...(proof === null ? [] : [{ format: STATE_PROOF_FORMAT, data: proof as unknown as JsonValue }]),
  ];
  return {
    clientId: member.clientId,
    presentationNonce,
    ...(await openQuestion(parts.vault, presentation)),
    verifierInfo,
    issuedAt: secondsOf(parts.clock),
    expiresAt: Math.floor(expiresAt / 1000),
  };
}
