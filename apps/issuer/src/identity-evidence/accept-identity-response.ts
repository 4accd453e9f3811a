import { parseAuthorizationResponse, parseDirectPost } from '#openid4vp';
import {
  assertOurs,
  encodeUtf8,
  equalBytes,
  isCodedError,
  jwkThumbprint,
  refusal,
  type Clock,
  type RandomBytes,
} from '#primitives';
import { decryptResponse, encryptionJwk, openResponseKey, RESPONSE_KEY_ID } from '#service-kit/presentation-exchange';
import type { SecretBox, SubjectVault } from '#service-kit/vault';
import { verifyPresentation, type VerificationTrust } from '#verification';
import type { ShownAges } from '../claims/customer-facts.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { IdentityAsker } from './identity-asker.js';
import { identityResponseUri, identityReturnUri } from './identity-places.js';
import type { IdentityRefusal } from './identity-refusals.messages.js';
import { isAwaiting, type IdentityRequest, type IdentityRequests } from './identity-requests.js';
import { judgeIdentity, type JudgedIdentity } from './judge-identity.js';
import { createResponseCode } from './response-code.js';
import { sealShownAges } from './seal-shown-ages.js';
import type { ShownIdentities } from './shown-identities.js';

export interface AcceptIdentityParts {
  unitOfWork: UnitOfWork;
  identityRequests: IdentityRequests;
  shownIdentities: ShownIdentities;
  vault: SubjectVault;
  secretBox: SecretBox;
  publicUrl: string;
  /** What the verdicts rest on, for one asker and the presentations at hand. */
  trustFor(asker: IdentityAsker, vpToken: Readonly<Record<string, readonly string[]>>): Promise<VerificationTrust>;
  /** The calendar day in France. */
  dayOf(milliseconds: number): string;
  clock: Clock;
  random: RandomBytes;
}

/** The JSON answer of the response endpoint (OpenID4VP 1.0 §8.2). */
export interface IdentityResponseAnswer {
  /** Where the wallet leads the browser of its own device. */
  redirect_uri?: string;
}

/** A posted answer. `isSameDevice`: whether the request was opened by the link for the browser's own device. */
interface Posted {
  form: Readonly<Record<string, string>>;
  isSameDevice: boolean;
}

/**
 * Takes a wallet's answer (OpenID4VP 1.0 §8.3.1): decrypted, verified and judged within this request, once. Of what was shown only the ages and the kind
 * of evidence are kept, sealed; the date of birth, where it was shown, is in no variable and no row any more when this returns.
 *
 * If we die here: before the commit nothing was answered, and the wallet may send it again; after it the ages are there, and the citizen goes on from the
 * page, whether or not the wallet got its answer.
 * @throws `unknown_request`, `response_already_used`, `malformed_response`, `response_not_decrypted`, `state_differs`, `presentation_not_accepted`
 */
export async function acceptIdentityResponse(
  asker: IdentityAsker,
  place: Pick<IdentityRequest, 'tenantId' | 'id'>,
  { form, isSameDevice }: Posted,
  parts: AcceptIdentityParts,
): Promise<IdentityResponseAnswer> {
  const posted = parseDirectPost(form);
  // Only `direct_post.jwt` was asked for (HAIP 1.0 §5.1).
  if (posted.kind === 'response') throw refusal('malformed_response', 'The response is not encrypted.');
  const request = await findAwaiting(place, parts);
  const response = posted.kind === 'error' ? posted : decrypt(request, posted.jwe, parts.secretBox);
  requireState(request, response.stateParameter);
  const code = isSameDevice ? createResponseCode(parts.random) : undefined;
  const led: { redirect_uri?: string } =
    code === undefined ? {} : { redirect_uri: identityReturnUri(request, code.text, parts.publicUrl) };
  const responseCodeDigest = code?.digest ?? null;
  const judged: JudgedIdentity =
    response.kind === 'error'
      ? { outcome: 'refused', refusal: 'wallet_refused' }
      : await verifyAndJudge(asker, request, { vpToken: response.vpToken, isSameDevice }, parts);
  if (judged.outcome === 'refused') {
    await keepRefused(request, { refusal: judged.refusal, responseCodeDigest }, parts);
    if (response.kind === 'error') return led;
    throw refusal('presentation_not_accepted', 'The presentation was not accepted.', { extensions: { ...led } });
  }
  await keepShown(request, { ages: judged.ages, responseCodeDigest }, parts);
  return led;
}

async function findAwaiting(
  { tenantId, id }: Pick<IdentityRequest, 'tenantId' | 'id'>,
  { identityRequests, clock }: AcceptIdentityParts,
): Promise<IdentityRequest> {
  const request = await identityRequests.find(tenantId, id);
  if (request === undefined) throw refusal('unknown_request', 'There is no such request.');
  // The deciding look is the one in `close`; this one spares replays the cryptography.
  if (!isAwaiting(request, clock())) throw alreadyUsed();
  return request;
}

function decrypt(request: IdentityRequest, jwe: string, secretBox: SecretBox) {
  assertOurs(request.responseKey !== null, 'a request that awaits an answer has its key');
  const privateBytes = openResponseKey(request, request.responseKey, secretBox);
  return parseAuthorizationResponse(decryptResponse(jwe, { kid: RESPONSE_KEY_ID, privateBytes }));
}

/** §8.2, §14.3: who did not see the request does not know its state. */
function requireState({ stateParameter }: IdentityRequest, given: string | undefined): void {
  const expected = encodeUtf8(stateParameter ?? '');
  if (expected.length === 0 || !equalBytes(expected, encodeUtf8(given ?? ''))) {
    throw refusal('state_differs', 'The response does not belong to the request.');
  }
}

async function verifyAndJudge(
  asker: IdentityAsker,
  request: IdentityRequest,
  { vpToken, isSameDevice }: { vpToken: Record<string, string[]>; isSameDevice: boolean },
  parts: AcceptIdentityParts,
): Promise<JudgedIdentity> {
  const { presentationNonce, responseKey } = request;
  assertOurs(presentationNonce !== null && responseKey !== null, 'a request that awaits an answer is whole');
  const asked = {
    ...{ clientId: asker.clientId, presentationNonce, dcqlQuery: asker.question, verifier: asker.did },
    channel: {
      kind: 'response_uri' as const,
      responseUri: identityResponseUri(request, isSameDevice, parts.publicUrl),
    },
    encryptionKeyThumbprint: jwkThumbprint(encryptionJwk(responseKey)),
    // A public duty of the issuer, and no use of data between members: no contract covers it.
    contract: null,
  };
  const outcome = await verifyPresentation({ asked, vpToken }, await parts.trustFor(asker, vpToken), parts.clock);
  return judgeIdentity(outcome, { ...asker, today: parts.dayOf(parts.clock()) });
}

async function keepRefused(
  { tenantId, id }: IdentityRequest,
  closing: { refusal: IdentityRefusal; responseCodeDigest: string | null },
  { identityRequests }: AcceptIdentityParts,
): Promise<void> {
  if (!(await identityRequests.close(tenantId, id, { state: 'refused', ...closing }))) throw alreadyUsed();
}

async function keepShown(
  request: IdentityRequest,
  { ages, responseCodeDigest }: { ages: ShownAges; responseCodeDigest: string | null },
  parts: AcceptIdentityParts,
): Promise<void> {
  // The vault has a database of its own, which no unit of the data may wait for.
  const shown = await sealShownAges(request, ages, parts).catch((error: unknown) => {
    // Erased meanwhile, and the request with him.
    if (isCodedError(error) && error.code === 'subject_erased') throw alreadyUsed();
    throw error;
  });
  await parts.unitOfWork.tx(async () => {
    const closing = { state: 'shown' as const, responseCodeDigest };
    if (!(await parts.identityRequests.close(request.tenantId, request.id, closing))) throw alreadyUsed();
    await parts.shownIdentities.put(shown);
  });
}

function alreadyUsed(): Error {
  return refusal('response_already_used', 'The request was answered already, or is closed.');
}
