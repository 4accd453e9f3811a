import { createDirectPost, createErrorResponse, encryptResponse, walletErrorOf } from '#openid4vp';
import { encodeHex, isCodedError, parseJsonObject, secondsOf } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { callPeer, type PeerAnswer } from './call-peer.js';
import { chooseCredential, type Choice, type ConsentQuestion } from './choose-credential.js';
import type { PresentationRecord } from './holder-event.js';
import type { HolderTools } from './holder-tools.js';
import { keepReceipt } from './keep-receipt.js';
import type { CheckedRequest, TrustedRequest } from './receive-request.js';

/** Puts the question to whoever decides; `true` only for an explicit yes. */
export type Decide = (question: ConsentQuestion) => boolean | Promise<boolean>;

export type AnswerOutcome =
  /** The history entry of what was shared. */
  | { outcome: 'presented'; presentation: string }
  /** The verifier did not accept it; the credential counts as used. */
  | { outcome: 'rejected'; presentation: string }
  /** Refused by the person, or not answerable, or not trusted: nothing was shared. */
  | { outcome: 'refused'; code: string };

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
  const { question, choice } = chooseCredential(checked, tools.wallet.state, tools.clock);
  const agreed = await decide(question);
  if (!agreed) return refuse(tools, checked, 'consent_refused');
  if (choice === undefined) return refuse(tools, checked, 'no_matching_credential');
  return present(tools, checked, choice);
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
  };
  await wallet.record({ kind: 'credential_used', record });
  // From here on the credential is used, whether or not the answer arrives.
  const answer = await post(tools, payload.response_uri, createDirectPost(jwe));
  const accepted = answer.status === 200;
  await wallet.record({ kind: 'presentation_answered', presentation: record.id, accepted });
  if (!accepted) return { outcome: 'rejected', presentation: record.id };
  await keepReceipt(tools, record, bodyOf(answer));
  return { outcome: 'presented', presentation: record.id };
}

async function refuse(tools: HolderTools, checked: CheckedRequest, code: string): Promise<AnswerOutcome> {
  const member = checked.trusted ? checked.member.did : undefined;
  const contract = checked.trusted ? checked.contract.id : undefined;
  await tools.wallet.record({ kind: 'request_refused', id: encodeHex(tools.random(16)), member, contract, code });
  const { response_uri, state } = checked.request.payload;
  // To an asker that is not known to be one, nothing is said at all (OpenID4VP 1.0 §8.5 lets a wallet stay silent).
  if (checked.trusted) await post(tools, response_uri, createErrorResponse(walletErrorOf(code), state));
  return { outcome: 'refused', code };
}

function post(tools: HolderTools, uri: string, body: string): Promise<PeerAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return callPeer(tools.fetch, uri, { method: 'POST', headers, body });
}

function bodyOf(answer: PeerAnswer) {
  try {
    return parseJsonObject(answer.body === '' ? '{}' : answer.body);
  } catch (error) {
    if (isCodedError(error)) return {};
    throw error;
  }
}
