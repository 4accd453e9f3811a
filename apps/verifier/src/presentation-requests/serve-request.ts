import { NOTICE_FORMAT } from '#consent';
import { createRequestObject, requestObjectPayload } from '#openid4vp';
import { assertOurs, refusal, secondsOf, type JsonValue } from '#primitives';
import { encryptionJwk } from '#service-kit/presentation-exchange';
import type { AskingMember } from '../organisations/asking-member.js';
import type { AskingParts } from './ask-presentation.js';
import { isAwaiting } from './presentation.js';
import { openQuestion } from './question-vault.js';

import { responseUriOf } from './response-uri.js';

/** `format` of the state proof's object in `verifier_info`. */
export const STATE_PROOF_FORMAT = 'incola-state-proof+1';

/**
 * The signed request object that a wallet fetches (OpenID4VP 1.0 §5.10), with notice and the newest state proof. The same
 * wallet may fetch it again until it is answered or expires.
 * @param asked.walletNonce as the wallet posted it (§5.10)
 * @param asked.isSameDevice whether it came by the link for the browser's own device; only a hosted page has one
 * @throws `unknown_request`, `request_closed`, `contract_not_in_force`, `trust_unavailable` (outage)
 */
export async function serveRequest(
  member: AskingMember,
  id: string,
  { walletNonce, isSameDevice }: { walletNonce?: string | undefined; isSameDevice: boolean },
  parts: AskingParts,
): Promise<string> {
  const tenantId = member.slug;
  const presentation = await parts.presentations.find(tenantId, id);
  if (presentation === undefined) throw refusal('unknown_request', 'There is no such request.');
  if (!isAwaiting(presentation, parts.clock())) throw refusal('request_closed', 'The request is closed.');
  const { responseKey, stateParameter, notice, expiresAt, contractId } = presentation;
  assertOurs(responseKey !== null && stateParameter !== null && notice !== null, 'an awaiting presentation is whole');
  const { proof } = await parts.registry.requireContract(member.did, contractId);
  const payload = requestObjectPayload({
    clientId: member.clientId,
    responseUri: responseUriOf(presentation, isSameDevice, parts.publicUrl),
    presentationNonce: presentation.presentationNonce,
    stateParameter,
    dcqlQuery: await openQuestion(parts.vault, presentation),
    encryptionKey: encryptionJwk(responseKey),
    verifierInfo: [
      { format: NOTICE_FORMAT, data: notice as unknown as JsonValue },
      { format: STATE_PROOF_FORMAT, data: proof as unknown as JsonValue },
    ],
    issuedAt: secondsOf(parts.clock),
    expiresAt: Math.floor(expiresAt / 1000),
    ...(walletNonce === undefined ? {} : { walletNonce }),
  });
  if (presentation.status === 'created') await parts.presentations.markOpened(tenantId, id, parts.clock());
  return createRequestObject(payload, { signer: member.access, x5c: member.x5c });
}
