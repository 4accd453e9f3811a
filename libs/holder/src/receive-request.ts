import type { NoticeDelivery } from '#consent';
import type { DataUseContract, MemberRecord } from '#ledger';
import { parseAuthorizationRequestLink, parseRequestObject, type ParsedRequestObject } from '#openid4vp';
import { encodeBase64url, isCodedError, refusal, secondsOf, type Clock, type PublicJwk } from '#primitives';
import { callPeer } from './call-peer.js';
import type { HolderTools } from './holder-tools.js';
import { REQUEST_CHECKS, verdictOf, type RequestCheckName, type RequestVerdict } from './request-check.js';
import { REQUEST_CHECK_LIST, type CheckingTools, type RequestFacts } from './request-checks.js';

/** A request that passed every check: all that the citizen is shown comes from here. */
export interface TrustedRequest {
  trusted: true;
  request: ParsedRequestObject;
  verdicts: RequestVerdict[];
  member: MemberRecord;
  contract: DataUseContract;
  delivery: NoticeDelivery;
  /** Of the leaf that signed the request. */
  accessKey: PublicJwk;
}

/** A request that this wallet does not answer with data, with the code of the check that failed. */
export interface UntrustedRequest {
  trusted: false;
  request: ParsedRequestObject;
  verdicts: RequestVerdict[];
  code: string;
  /** By how much this device's clock is ahead of the asker's, where it matters; negative: it is behind. */
  clockAheadSeconds?: number;
}

export type CheckedRequest = TrustedRequest | UntrustedRequest;

/**
 * Fetches the request that a link names and checks who asks, and whether the contract covers it (design §2, step 5).
 * @throws the codes of `parseAuthorizationRequestLink`, `parseRequestObject` and `callPeer`, `request_unavailable`,
 *   `contract_not_in_force`, `clock_wrong` where a request seems expired for that alone
 */
export async function receiveRequest(
  tools: CheckingTools & Pick<HolderTools, 'fetch' | 'random'>,
  link: string,
): Promise<CheckedRequest> {
  const { clientId, requestUri, requestUriMethod } = parseAuthorizationRequestLink(link);
  const walletNonce = requestUriMethod === 'post' ? encodeBase64url(tools.random(WALLET_NONCE_BYTES)) : undefined;
  const answer = await callPeer(tools.fetch, requestUri, requestFetch(walletNonce));
  // An honest asker's service doesn't sign any more what the members have suspended or ended.
  if (answer.status === 403) throw refusal('contract_not_in_force', 'This use of data was suspended or ended by vote.');
  if (answer.status !== 200) throw refusal('request_unavailable', 'This request was answered already or has expired.');
  const clockAheadSeconds = clockAhead(answer.header('date'), tools.clock);
  let request: ParsedRequestObject;
  try {
    request = parseRequestObject(answer.body.trim(), {
      clientId,
      now: secondsOf(tools.clock),
      ...(walletNonce === undefined ? {} : { walletNonce }),
    });
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'request_expired' || clockAheadSeconds === undefined) throw error;
    throw refusal('clock_wrong', 'The clock of this device is wrong.', { extensions: { clockAheadSeconds } });
  }
  const checked = await checkRequest(tools, request);
  return checked.trusted || clockAheadSeconds === undefined ? checked : { ...checked, clockAheadSeconds };
}

const WALLET_NONCE_BYTES = 16;
const ACCEPTED = { accept: 'application/oauth-authz-req+jwt' };

/** With POST the request is made for this wallet alone, so that nobody can have kept it (OpenID4VP 1.0 §5.10). */
function requestFetch(walletNonce: string | undefined): Parameters<typeof callPeer>[2] {
  if (walletNonce === undefined) return { method: 'GET', headers: ACCEPTED };
  return {
    method: 'POST',
    headers: { ...ACCEPTED, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ wallet_nonce: walletNonce }).toString(),
  };
}

/** More than this apart, and the times in certificates and proofs cannot be told. */
const MAX_CLOCK_DIFFERENCE_SECONDS = 60;

/**
 * The answer's `Date` (RFC 9110 §6.6.1) beside our clock. It only explains a failed check: nothing is trusted because of it.
 * @returns `undefined` where they agree, or nothing is told
 */
function clockAhead(date: string | null, clock: Clock): number | undefined {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return undefined;
  const ahead = secondsOf(clock) - Math.floor(theirs / 1000);
  return Math.abs(ahead) > MAX_CLOCK_DIFFERENCE_SECONDS ? ahead : undefined;
}

/** Runs the checks in their order. After the first failure the rest stays unchecked, since each rests on those before. */
export async function checkRequest(tools: CheckingTools, request: ParsedRequestObject): Promise<CheckedRequest> {
  const facts: RequestFacts = { request };
  const verdicts: RequestVerdict[] = [];
  let code: string | undefined;
  for (const check of Object.keys(REQUEST_CHECKS) as RequestCheckName[]) {
    if (code !== undefined) {
      verdicts.push(verdictOf(check, 'not_checked'));
      continue;
    }
    code = await REQUEST_CHECK_LIST[check](facts, tools);
    verdicts.push(verdictOf(check, code));
  }
  const { leaf, delivery, member, contract } = facts;
  if (code !== undefined || !leaf || !delivery || !member || !contract) {
    return { trusted: false, request, verdicts, code: code ?? 'not_checked' };
  }
  return { trusted: true, request, verdicts, member, contract, delivery, accessKey: leaf.publicJwk };
}
