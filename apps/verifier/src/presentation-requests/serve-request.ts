import {
  checkWalletMetadata,
  clearRequestPayload,
  createRequestObject,
  parseWalletMetadata,
  requestObjectPayload,
  type WalletMetadata,
} from '#openid4vp';
import { assertOurs } from '#primitives';
import type { Database } from '#service-kit/database';
import { createJweEncryption } from '#service-kit/jwe';
import { encryptionJwk } from '#service-kit/presentation-exchange';
import type { Webhooks } from '#service-kit/webhooks';
import type { AskingMember } from '../organisations/asking-member.js';
import { publishEvent } from '../verifications/verification-events.js';
import type { AskingParts } from './ask-presentation.js';
import type { Presentation } from './presentation.js';
import { findAskable, requestMaterial } from './request-material.js';
import { responseUriOf } from './response-uri.js';

/** How a wallet fetches a request. */
export interface RequestFetch {
  /** As the wallet posted it (OpenID4VP 1.0 §5.10). */
  walletNonce?: string | undefined;
  /** `wallet_metadata`, as it was posted. */
  walletMetadata?: string | undefined;
  /** Whether it came by the link for the browser's own device; only a hosted page has one. */
  isSameDevice: boolean;
}

export interface ServingParts extends AskingParts {
  database: Database;
  webhooks: Webhooks;
}

/**
 * The signed request object that a wallet fetches (OpenID4VP 1.0 §5.10), with notice and the newest state proof; encrypted
 * where the wallet wants it so. The same wallet may fetch it again until it is answered or expires.
 * @throws `unknown_request`, `request_closed`, `contract_not_in_force`, `trust_unavailable` (outage), and the codes of
 * `parseWalletMetadata` and `checkWalletMetadata`
 */
export async function serveRequest(
  member: AskingMember,
  id: string,
  fetched: RequestFetch,
  parts: ServingParts,
): Promise<string> {
  const presentation = await findAskable(member, id, parts);
  const metadata = fetched.walletMetadata === undefined ? undefined : parseWalletMetadata(fetched.walletMetadata);
  const payload = await payloadOf(member, presentation, fetched, parts);
  const { access } = member;
  if (metadata !== undefined) {
    checkWalletMetadata(metadata, { payload, signingAlgorithm: access.suite === 'ES256' ? 'ES256' : 'EdDSA' });
  }
  const encrypt = encryptionFor(metadata, parts);
  if (presentation.status === 'created') await markOpened(presentation, parts);
  return encrypt(await createRequestObject(payload, { signer: access, ...member.keyHeader }));
}

/** Told once, however many wallets fetch it at the same time. */
async function markOpened(presentation: Presentation, parts: ServingParts): Promise<void> {
  const { tenantId, id } = presentation;
  const { database, presentations, webhooks, clock, random } = parts;
  await database.tx(async (manager) => {
    if (!(await presentations.markOpened(tenantId, id, clock()))) return;
    await publishEvent(webhooks, manager, presentation, 'verification.opened', random);
  });
}

async function payloadOf(
  member: AskingMember,
  presentation: Presentation,
  { walletNonce, isSameDevice }: RequestFetch,
  parts: AskingParts,
) {
  const { responseKey, stateParameter, responseMode } = presentation;
  assertOurs(stateParameter !== null, 'an awaiting presentation has its state');
  const asked = {
    ...(await requestMaterial(member, presentation, parts)),
    responseUri: responseUriOf(presentation, isSameDevice, parts.publicUrl),
    stateParameter,
    ...(walletNonce === undefined ? {} : { walletNonce }),
  };
  if (responseMode === 'direct_post') return clearRequestPayload(asked);
  assertOurs(responseKey !== null, 'an awaiting presentation has its key');
  return requestObjectPayload({ ...asked, encryptionKey: encryptionJwk(responseKey) });
}

/** RFC 9101 §6.1: what is signed is encrypted, not the reverse. */
function encryptionFor(
  metadata: WalletMetadata | undefined,
  { random }: Pick<AskingParts, 'random'>,
): (requestObject: string) => string {
  const wanted = metadata?.requestEncryption;
  if (wanted === undefined) return (requestObject) => requestObject;
  return createJweEncryption({ ...wanted, contentType: 'oauth-authz-req+jwt' }, random);
}
