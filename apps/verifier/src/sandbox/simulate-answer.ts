import { createDirectPost, encryptResponse, parseDcqlQuery, typesAsked, type ClientMetadata } from '#openid4vp';
import type { CredentialQuery, DcqlQuery } from '#openid4vp';
import { isCodedError, parseJws, refusal, secondsOf, type JsonObject, type Signer } from '#primitives';
import { issueSdJwtVc, presentSdJwtVc } from '#sd-jwt-vc';
import { parseForm } from '#service-kit/door';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { serveRequest } from '../presentation-requests/serve-request.js';
import { acceptResponse, type ResponseParts } from '../presentation-responses/accept-response.js';
import { closeUnanswered } from '../verifications/end-presentations.js';
import { requireVerification } from '../verifications/find-verification.js';
import { newSandboxKey } from './sandbox-issuer.js';
import { claimsOfPerson, type PersonChanges } from './sandbox-person.js';
import { REVOKED_PLACE, STANDING_PLACE, type Sandbox } from './sandbox.js';
import type { Sandboxes } from './sandboxes.js';

/** What can be tried, and by what fault a wallet's answer comes to it. */
export const SIMULATED_OUTCOMES = [
  'verified',
  'refused',
  'expired',
  'address_differs',
  'evidence_too_old',
  'revoked',
  'credential_expired',
  'unknown_issuer',
  'wrong_holder',
] as const;
export type SimulatedOutcome = (typeof SIMULATED_OUTCOMES)[number];

export interface SimulationParts {
  sandboxes: Sandboxes;
  hosting: HostedPageParts;
  responding: ResponseParts;
}

const DAY = 86_400;
const LIMITS = { maxLength: 256 * 1024, maxDepth: 24 };

/** What stands in a request object, as far as a wallet that trusts it needs to know. */
interface Asked {
  clientId: string;
  presentationNonce: string;
  stateParameter: string;
  dcqlQuery: DcqlQuery;
  clientMetadata: ClientMetadata;
}

/**
 * Answers a verification of a sandbox as a wallet would: by the request that it is served, signed, encrypted and taken by the
 * same endpoint's work. What comes of it is what production would make of such an answer.
 * @throws `not_a_sandbox`, `sandbox_cannot_answer`, `unknown_verification`, `request_closed`
 */
export async function simulateAnswer(
  member: AskingMember,
  id: string,
  outcome: SimulatedOutcome,
  parts: SimulationParts,
): Promise<void> {
  const { hosting, responding } = parts;
  const { presentation } = await requireVerification(member.slug, id, hosting);
  const sandbox = parts.sandboxes.get(member.did);
  if (sandbox === undefined) throw refusal('not_a_sandbox', 'Only in a sandbox are answers simulated.');
  const asked = readRequest(await serveRequest(member, presentation.id, { isSameDevice: false }, hosting));
  if (outcome === 'expired') {
    await closeUnanswered(presentation, 'expired', hosting);
    return;
  }
  const form = outcome === 'refused' ? refusalForm(asked) : await answerForm(sandbox, asked, outcome, responding);
  try {
    await acceptResponse(member, presentation.id, { form: parseForm(form), isSameDevice: false }, responding);
  } catch (error) {
    // To be not accepted is what was asked for.
    if (!isCodedError(error) || error.code !== 'presentation_not_accepted') throw error;
  }
}

function readRequest(requestObject: string): Asked {
  const { payload } = parseJws(requestObject, LIMITS);
  return {
    clientId: payload.client_id as string,
    presentationNonce: payload.nonce as string,
    stateParameter: payload.state as string,
    dcqlQuery: parseDcqlQuery(payload.dcql_query),
    clientMetadata: payload.client_metadata as unknown as ClientMetadata,
  };
}

function refusalForm({ stateParameter }: Asked): string {
  return new URLSearchParams({ error: 'access_denied', state: stateParameter }).toString();
}

async function answerForm(
  sandbox: Sandbox,
  asked: Asked,
  outcome: SimulatedOutcome,
  tools: Pick<ResponseParts, 'clock' | 'random'>,
): Promise<string> {
  const vpToken: Record<string, string[]> = {};
  for (const query of queriesToAnswer(asked.dcqlQuery)) {
    vpToken[query.id] = [await presentationFor(sandbox, query, asked, outcome, tools)];
  }
  const { stateParameter, clientMetadata } = asked;
  return createDirectPost(await encryptResponse({ vpToken, stateParameter }, clientMetadata));
}

/** Of every required set the first option that can be answered with SD-JWT VCs; without sets, all. */
function queriesToAnswer({ credentials, credential_sets: sets }: DcqlQuery): CredentialQuery[] {
  const answerable = credentials.filter((query) => query.format === 'dc+sd-jwt' && typesAsked(query).length > 0);
  const ids = new Set(answerable.map(({ id }) => id));
  const required = sets?.filter((set) => set.required !== false) ?? [
    { options: [credentials.map((query) => query.id)] },
  ];
  const chosen = required.map(({ options }) => options.find((option) => option.every((id) => ids.has(id))));
  if (chosen.includes(undefined)) {
    throw refusal('sandbox_cannot_answer', 'The sandbox answers with SD-JWT VCs of the types that are known here.');
  }
  return answerable.filter(({ id }) => chosen.some((option) => option?.includes(id)));
}

async function presentationFor(
  sandbox: Sandbox,
  query: CredentialQuery,
  asked: Asked,
  outcome: SimulatedOutcome,
  { clock, random }: Pick<ResponseParts, 'clock' | 'random'>,
): Promise<string> {
  const now = secondsOf(clock);
  const holder = newSandboxKey(random);
  const claims = claimsOfPerson(query.claims ?? [], now, PERSON_CHANGES[outcome]);
  const compact = await issue(sandbox, { vct: typesAsked(query)[0] ?? '', claims, holder, now, outcome }, random);
  const signer = outcome === 'wrong_holder' ? newSandboxKey(random) : holder;
  return presentSdJwtVc({
    compact,
    disclose: (query.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: {
      audience: asked.clientId,
      presentationNonce: asked.presentationNonce,
      issuedAt: now,
      signer,
    },
  });
}

const PERSON_CHANGES: Partial<Record<SimulatedOutcome, PersonChanges>> = {
  address_differs: { livesElsewhere: true },
  evidence_too_old: { evidenceDays: 3_650 },
};

function issue(
  { issuer, stranger, statusUri }: Sandbox,
  wanted: { vct: string; claims: JsonObject; holder: Signer; now: number; outcome: SimulatedOutcome },
  random: ResponseParts['random'],
): Promise<string> {
  const { vct, claims, holder, now, outcome } = wanted;
  const { signer, x5c } = outcome === 'unknown_issuer' ? stranger : issuer;
  const issuedAt = now - (now % DAY) - 2 * DAY;
  return issueSdJwtVc(
    {
      ...{ vct, claims, x5c, issuedAt },
      holderKey: holder.publicJwk,
      status: { idx: outcome === 'revoked' ? REVOKED_PLACE : STANDING_PLACE, uri: statusUri },
      expiresAt: outcome === 'credential_expired' ? issuedAt + DAY : issuedAt + 14 * DAY,
    },
    { signer, random },
  );
}
