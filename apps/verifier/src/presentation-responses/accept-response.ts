import type { ReceiptDelivery } from '#consent';
import {
  parseDirectPost,
  WALLET_ERRORS,
  type AuthorizationResponse,
  type DirectPost,
  type WalletErrorResponse,
} from '#openid4vp';
import { refusal, secondsOf, type VerifySignature } from '#primitives';
import type { ListedStatusLists } from '#service-kit/trusted-entities';
import type { SecretBox } from '#service-kit/vault';
import { verifyPresentation, type VerificationPolicy, type VerificationTrust } from '#verification';
import { recordTrust } from '../evidence/record-trust.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { wayBackOf, type WayBackParts } from '../hosted-pages/way-back.js';
import { applyPolicy, limitsUnder, policyOf, stateUnder, underPolicy } from '../policies/apply-policy.js';
import type { Policies } from '../policies/policies.js';
import { isAwaiting, type Presentation } from '../presentation-requests/presentation.js';
import { openQuestion } from '../presentation-requests/question-vault.js';
import type { Sandboxes } from '../sandbox/sandboxes.js';
import type { RefreshTrust } from '../trust-refresh/refresh-trust.js';
import type { TrustedLists } from '../trusted-entities/read-trusted-lists.js';
import {
  alreadyUsed,
  keepNotVerified,
  keepRefused,
  keepVerified,
  type Decided,
  type OutcomeParts,
} from './keep-outcome.js';
import { channelOf, readAnswer, responseKeyThumbprint, type AnswerWay } from './read-answer.js';
import { learnStatusLists } from './learn-status-lists.js';

export interface ResponseParts extends OutcomeParts {
  secretBox: SecretBox;
  trust: Pick<RefreshTrust, 'registry' | 'learnStatusList' | 'isStatusHostDown'>;
  trustedLists: TrustedLists;
  listedStatusLists: ListedStatusLists;
  sandboxes: Sandboxes;
  issuingRoots: string[];
  typesWithoutStatus: ReadonlySet<string>;
  typeMetadata: NonNullable<VerificationTrust['typeMetadata']>;
  issuerKey: NonNullable<VerificationTrust['issuerKey']>;
  verifySignature: VerifySignature;
  policy: VerificationPolicy;
  policies: Policies;
  pages: WayBackParts['pages'];
}

/** The JSON answer of the response endpoint (OpenID4VP 1.0 §8.2); wallets ignore members that they don't know. */
export interface ResponseAnswer {
  incola_receipt?: ReceiptDelivery;
  /** Where the wallet leads the browser of its own device, for a hosted page. */
  redirect_uri?: string;
}

/**
 * Takes what a wallet posted to the response URI (OpenID4VP 1.0 §8.2, §8.3.1).
 * @param form of the body
 * @param isSameDevice whether the request was opened by the link for the browser's own device
 * @throws the codes of {@link acceptAnswer}
 */
export function acceptResponse(
  member: AskingMember,
  id: string,
  { form, isSameDevice }: { form: Readonly<Record<string, string>>; isSameDevice: boolean },
  parts: ResponseParts,
): Promise<ResponseAnswer> {
  return acceptAnswer(
    member,
    id,
    { posted: parseDirectPost(form), way: { kind: 'response_uri', isSameDevice } },
    parts,
  );
}

/**
 * Takes a wallet's answer, whichever way it came: opened, verified and kept within this request.
 * @throws `unknown_request`, `response_already_used`, `malformed_response`, `response_mode_differs`, `response_not_decrypted`,
 * `state_differs`, `presentation_not_accepted`, `trust_unavailable` (outage); nothing that helps to try again
 */
export async function acceptAnswer(
  member: AskingMember,
  id: string,
  received: { posted: DirectPost; way: AnswerWay },
  parts: ResponseParts,
): Promise<ResponseAnswer> {
  const { way } = received;
  const presentation = await findAwaiting(member, id, parts);
  const response = readAnswer(presentation, received, parts.secretBox);
  const wayBack = await wayBackOf(presentation, way, parts);
  const led: { redirect_uri?: string } =
    wayBack?.redirectUri === undefined ? {} : { redirect_uri: wayBack.redirectUri };
  if (response.kind === 'error') {
    await keepRefused(presentation, { error: knownError(response), wayBack }, parts);
    return led;
  }
  const decided = await verify(member, presentation, { vpToken: response.vpToken, way }, parts);
  if (decided.outcome.decision === 'verified') {
    const answered = { ...decided, vpToken: response.vpToken, wayBack };
    return { incola_receipt: await keepVerified(member, presentation, answered, parts), ...led };
  }
  await keepNotVerified(member, presentation, { ...decided, wayBack }, parts);
  // §8.2 speaks of a redirect with 200 only; a wallet that knows this member leads its person back from a failure too.
  throw refusal('presentation_not_accepted', 'The presentation was not accepted.', { extensions: led });
}

async function findAwaiting(member: AskingMember, id: string, parts: ResponseParts): Promise<Presentation> {
  const presentation = await parts.presentations.find(member.slug, id);
  if (presentation === undefined) throw refusal('unknown_request', 'There is no such request.');
  // The deciding look is the one in `close`; this one spares replays the cryptography.
  if (!isAwaiting(presentation, parts.clock())) throw alreadyUsed();
  return presentation;
}

/** A wallet's text is not kept; its code is, if it is one of the specification's. */
function knownError({ error }: WalletErrorResponse): string {
  return WALLET_ERRORS.find((known) => known === error) ?? 'other';
}

async function verify(
  member: AskingMember,
  presentation: Presentation,
  { vpToken, way }: { vpToken: AuthorizationResponse['vpToken']; way: AnswerWay },
  parts: ResponseParts,
): Promise<Decided> {
  const sandbox = parts.sandboxes.get(member.did);
  const { registry } = parts.trust;
  const trustedEntities = parts.trustedLists.get(member.slug) ?? [];
  if (sandbox === undefined) await learnStatusLists(vpToken, trustedEntities, parts);
  const { contractId, contractVersion, presentationNonce } = presentation;
  // Freshness is a check with a verdict of its own; only after a restart without a ledger is there nothing to check with.
  const { state, proofs } =
    (await sandbox?.requireContract(contractId)) ??
    registry.provenContract(member.did, contractId) ??
    (await registry.requireContract(member.did, contractId));
  const { dcqlQuery, transactionData } = await openQuestion(parts.vault, presentation);
  const asked = {
    clientId: member.clientId,
    presentationNonce,
    channel: channelOf(presentation, way, parts.publicUrl),
    encryptionKeyThumbprint: responseKeyThumbprint(presentation, way),
    dcqlQuery,
    ...(transactionData === undefined ? {} : { transactionData }),
    contract: { id: contractId, version: contractVersion },
    verifier: member.did,
  };
  const policy = policyOf(presentation, parts);
  const { typesWithoutStatus, typeMetadata, issuerKey, verifySignature, clock } = parts;
  const issuingRoots = sandbox === undefined ? parts.issuingRoots : [sandbox.issuer.root];
  const trust = {
    ...{ issuingRoots, typesWithoutStatus, typeMetadata, issuerKey, verifySignature, trustedEntities },
    policy: limitsUnder(policy, parts.policy),
    state: stateUnder(policy, state),
    statusList: (uri: string) =>
      sandbox === undefined ? (registry.statusList(uri) ?? parts.listedStatusLists.find(uri)) : sandbox.statusList(uri),
    isStatusHostDown: (uri: string) => parts.trust.isStatusHostDown(uri) || parts.listedStatusLists.isHostDown(uri),
  };
  const used = recordTrust(trust, proofs);
  // One reading, which the evidence names: decided again, it comes to the same.
  const decidedAt = secondsOf(clock);
  const outcome = await verifyPresentation({ asked, vpToken }, used.trust, () => decidedAt * 1000);
  const policyDecision = await applyPolicy(presentation, { outcome, dcqlQuery, nowSeconds: decidedAt }, parts);
  return { outcome: underPolicy(outcome, policyDecision), asked, used, decidedAt, policyDecision };
}
