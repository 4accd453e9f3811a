import { NOTICE_FORMAT, noticeOf, parseNoticeDelivery, presentationNonce, type NoticeDelivery } from '#consent';
import { readLedgerProof, type DataUseContract, type MemberRecord } from '#ledger';
import type { ParsedRequestObject } from '#openid4vp';
import { assertOurs, canonicalJson, isCodedError, secondsOf, verifyJws, type JsonValue } from '#primitives';
import { checkFreshness, findVerifier, readLiveState, validateChain, type ProvenState, type TrustedLeaf } from '#trust';
import { followLiveLedger, type FollowingTools } from './follow-live-ledger.js';
import { askedClaims, checkWithinContract } from './check-within-contract.js';
import type { RequestCheckName } from './request-check.js';

/** The `format` of the state proof's object in `verifier_info`. */
export const STATE_PROOF_FORMAT = 'incola-state-proof+1';

export type CheckingTools = FollowingTools;

/** What the checks find out one after the other; each may rest on what the ones before it found. */
export interface RequestFacts {
  request: ParsedRequestObject;
  leaf?: TrustedLeaf;
  delivery?: NoticeDelivery;
  state?: ProvenState;
  member?: MemberRecord;
  contract?: DataUseContract;
}

/** The code of what stands against the request, or `undefined`. */
type RequestCheck = (facts: RequestFacts, tools: CheckingTools) => Promise<string | undefined>;

/** The one visible list of what a wallet checks before it shows a request. */
export const REQUEST_CHECK_LIST: Record<RequestCheckName, RequestCheck> = {
  chain: async (facts, { trustFile, clock, verifySignature }) => {
    const { x5c } = facts.request;
    const chain = await validateChain(x5c, trustFile.accessRoots, secondsOf(clock), 'access', verifySignature);
    if (chain.outcome === 'untrusted') return chain.code;
    // OpenID4VP 1.0 §5.9.3: the host by which it is known stands in the certificate.
    const { prefix, identifier } = facts.request.client;
    const isNamed = prefix !== 'x509_san_dns' || chain.leaf.dnsNames.includes(identifier);
    if (!isNamed) return 'client_identifier_mismatch';
    facts.leaf = chain.leaf;
    return undefined;
  },

  signature: async ({ request, leaf }, { verifySignature }) => {
    const signed = await verifyJws(request.jws, required(leaf).publicJwk, verifySignature);
    return signed ? undefined : 'request_signature';
  },

  notice: (facts) =>
    codeOf(() => {
      facts.delivery = parseNoticeDelivery(readVerifierInfo(facts.request, NOTICE_FORMAT));
    }),

  state_proof: (facts, tools) =>
    codeOf(async () => {
      const proof = readLedgerProof(readVerifierInfo(facts.request, STATE_PROOF_FORMAT));
      if (proof.kind !== 'state') return 'malformed_ledger_proof';
      facts.state = await readLiveState(proof, followLiveLedger(tools));
      return undefined;
    }),

  freshness: async ({ state }, { clock }) => checkFreshness(required(state), clock),

  member: async (facts, { clock }) => {
    const { id } = required(facts.delivery).notice.contract;
    const found = findVerifier(required(facts.state), required(facts.leaf).keyDigest, id, secondsOf(clock));
    if (found.outcome === 'not_found') return found.code;
    facts.member = found.member;
    facts.contract = found.contract;
    return undefined;
  },

  notice_content: async ({ request, delivery, member, contract }) => {
    const { notice } = required(delivery);
    const asked = askedClaims(request.payload.dcql_query);
    const expected = noticeOf(required(contract), required(member), asked, notice.withdrawalUri);
    return writeJson(expected) === writeJson(notice) ? undefined : 'notice_differs';
  },

  notice_commitment: async ({ request, delivery }) =>
    presentationNonce(required(delivery)) === request.payload.nonce ? undefined : 'notice_not_committed',

  within_contract: async ({ request, contract }) => checkWithinContract(request.payload.dcql_query, required(contract)),

  response_address: async ({ request, delivery }) => {
    const { withdrawalUri } = required(delivery).notice;
    const same =
      URL.canParse(withdrawalUri) && new URL(withdrawalUri).origin === new URL(request.payload.response_uri).origin;
    return same ? undefined : 'response_address_differs';
  },
};

function required<T>(fact: T | undefined): T {
  assertOurs(fact !== undefined, 'a check ran before the one that it rests on');
  return fact;
}

function readVerifierInfo(request: ParsedRequestObject, format: string): JsonValue {
  return request.payload.verifier_info?.find((info) => info.format === format)?.data ?? null;
}

/** Runs a step whose refusals are verdicts here. */
async function codeOf(
  step: () => string | undefined | void | Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return (await step()) ?? undefined;
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return error.code;
    throw error;
  }
}

function writeJson(value: object): string {
  return canonicalJson(value as unknown as JsonValue);
}
