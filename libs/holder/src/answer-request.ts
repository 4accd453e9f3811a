import { createDirectPost, createErrorResponse, encryptResponse, walletErrorOf } from '#openid4vp';
import { encodeHex, isCodedError, parseJsonObject, parsePublicUrl, secondsOf, type JsonObject } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { callPeer, type PeerAnswer } from './call-peer.js';
import { chooseCredential, type Choice, type ConsentQuestion } from './choose-credential.js';
import type { PresentationRecord } from './holder-event.js';
import type { HolderTools } from './holder-tools.js';
import { receiptReceived } from './receipt-received.js';
import type { CheckedRequest, TrustedRequest } from './receive-request.js';

/** `true` for an explicit yes, with a card of the person's choice where several could answer. */
export type Decision = boolean | { card: string };

/** Puts the question to whoever decides. */
export type Decide = (question: ConsentQuestion) => Decision | Promise<Decision>;

export type AnswerOutcome =
  /** The history entry of what was shared; `redirectUri` is where the person goes on (OpenID4VP 1.0 §8.2). */
  | { outcome: 'presented'; presentation: string; redirectUri?: string }
  /** The verifier did not accept it; the credential counts as used. The person may go on to where the asker says so. */
  | { outcome: 'rejected'; presentation: string; redirectUri?: string }
  /** Refused by the person, or not answerable, or not trusted: nothing was shared. */
  | { outcome: 'refused'; code: string; redirectUri?: string };

/**
 * What the person is asked, without answering: for a screen that shows it. `answerRequest` asks the same question anew, on the
 * state of that moment.
 */
export function consentQuestion(
  tools: Pick<HolderTools, 'wallet' | 'clock'>,
  trusted: TrustedRequest,
): ConsentQuestion {
  return chooseCredential(trusted, tools.wallet.state, tools.clock).question;
}

/**
 * Answers a checked request. An untrusted one is refused without asking anybody; for a trusted one the person decides
 * before anything leaves, and a refusal and a mismatch are the same `access_denied` to the asker (design §4).
 * @throws the codes of `callPeer`; what was written before stands, and the credential is not offered again
 */
export async function answerRequest(
  tools: HolderTools,
  checked: CheckedRequest,
  decide: Decide,
): Promise<AnswerOutcome> {
  if (!checked.trusted) return refuse(tools, checked, checked.code);
  const earlier = acceptedBefore(tools, checked);
  if (earlier !== undefined) return { outcome: 'presented', presentation: earlier };
  const { question, choices } = chooseCredential(checked, tools.wallet.state, tools.clock);
  const decision = await decide(question);
  if (decision === false) return refuse(tools, checked, 'consent_refused');
  const choice = decision === true ? choices[0] : choices.find(({ card }) => card === decision.card);
  if (choice === undefined) return refuse(tools, checked, 'no_matching_credential');
  // Somebody may have read for a long time: a proof is not spent on a request that nobody takes an answer to any more.
  const { exp } = checked.request.payload;
  if (exp !== undefined && exp <= secondsOf(tools.clock)) return { outcome: 'refused', code: 'request_expired' };
  return present(tools, checked, choice);
}

/** A request that was answered and accepted spends no second credential: its random part is its own. */
function acceptedBefore({ wallet }: HolderTools, { delivery }: TrustedRequest): string | undefined {
  const entries = [...wallet.state.history.values()];
  return entries.find((entry) => entry.outcome === 'accepted' && entry.delivery.random === delivery.random)?.id;
}

async function present(tools: HolderTools, trusted: TrustedRequest, choice: Choice): Promise<AnswerOutcome> {
  const { wallet } = tools;
  const { credential, disclose } = choice;
  const { payload } = trusted.request;
  const presentedAt = secondsOf(tools.clock);
  const compact = await presentSdJwtVc({
    compact: credential.compact,
    disclose,
    keyBinding: {
      audience: payload.client_id,
      presentationNonce: payload.nonce,
      issuedAt: presentedAt,
      signer: await wallet.signer(credential.key),
    },
  });
  const jwe = await encryptResponse(
    {
      vpToken: { [choice.credentialQueryId]: [compact] },
      ...(payload.state === undefined ? {} : { stateParameter: payload.state }),
    },
    payload.client_metadata,
  );
  const record: PresentationRecord = {
    id: encodeHex(tools.random(16)),
    credentialId: credential.id,
    presentedAt,
    delivery: trusted.delivery,
    shared: disclose.map((path) => ({ vct: credential.vct, path })),
    holderKey: credential.key,
    accessKey: trusted.accessKey,
    host: new URL(payload.response_uri).host,
  };
  await wallet.record({ kind: 'credential_used', record });
  // From here on the credential is used, whether or not the answer arrives.
  const answer = await post(tools, payload.response_uri, createDirectPost(jwe));
  const accepted = answer.status === 200;
  const answered = { kind: 'presentation_answered' as const, presentation: record.id, accepted };
  const body = bodyOf(answer);
  if (!accepted) {
    await wallet.record(answered);
    return { outcome: 'rejected', presentation: record.id, ...redirectOf(body) };
  }
  // In one step: a wallet that died in between would have nothing to withdraw with.
  await wallet.record(answered, ...(await receiptReceived(tools, record, body)));
  return { outcome: 'presented', presentation: record.id, ...redirectOf(body) };
}

async function refuse(tools: HolderTools, checked: CheckedRequest, code: string): Promise<AnswerOutcome> {
  const { response_uri, state } = checked.request.payload;
  await tools.wallet.record({
    kind: 'request_refused',
    id: encodeHex(tools.random(16)),
    member: checked.trusted ? checked.member.did : undefined,
    contract: checked.trusted ? checked.contract.id : undefined,
    code,
    ...(checked.trusted ? { memberName: checked.member.name } : {}),
    host: new URL(response_uri).host,
  });
  // To an asker that is not known to be one, nothing is said at all (OpenID4VP 1.0 §8.5 lets a wallet stay silent).
  if (!checked.trusted) return { outcome: 'refused', code };
  const answer = await post(tools, response_uri, createErrorResponse(walletErrorOf(code), state));
  return { outcome: 'refused', code, ...redirectOf(bodyOf(answer)) };
}

function post(tools: HolderTools, uri: string, body: string): Promise<PeerAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return callPeer(tools.fetch, uri, { method: 'POST', headers, body });
}

/** OpenID4VP 1.0 §8.2: where the person goes on in the browser, under the URL rule; its fragment may carry a response code. */
function redirectOf({ redirect_uri: uri }: JsonObject): { redirectUri?: string } {
  if (typeof uri !== 'string') return {};
  try {
    parsePublicUrl(uri.split('#', 1)[0] ?? '');
    return { redirectUri: new URL(uri).href };
  } catch (error) {
    if (isCodedError(error)) return {};
    throw error;
  }
}

function bodyOf(answer: PeerAnswer): JsonObject {
  try {
    return parseJsonObject(answer.body === '' ? '{}' : answer.body);
  } catch (error) {
    if (isCodedError(error)) return {};
    throw error;
  }
}
