import { noticeOf, NOTICE_FORMAT, presentationNonce, type NoticeDelivery } from '#consent';
import { askedClaims, receiveRequest, STATE_PROOF_FORMAT, type CheckedRequest, type HolderTools } from '#holder';
import type { DataUseContract, MemberRecord, StateProof } from '#ledger';
import {
  createAuthorizationRequestLink,
  createRequestObject,
  x509HashClientId,
  type RequestObjectPayload,
} from '#openid4vp';
import { decodeBase64, parseJws, type JsonValue, type Signer } from '#primitives';
import type { Asked } from './flow-steps.js';

/** What a member that breaks the rules may have otherwise in a request of its own, which it signs with its own key. */
export interface Forgery {
  signer: Signer;
  /** Access leaf of the signer, DER in Base 64. */
  leaf: string;
  alter?: (payload: RequestObjectPayload) => void | Promise<void>;
  /** After signing. */
  alterCompact?: (compact: string) => string;
}

/** Takes an honest request, changes it, signs it anew, and lets the wallet receive it as if the verifier had served it. */
export async function receiveForged(
  holder: HolderTools,
  { requestUri }: Pick<Asked, 'requestUri'>,
  forgery: Forgery,
): Promise<CheckedRequest> {
  const honest = await (await holder.fetch(requestUri, { method: 'GET' })).text();
  const payload = parseJws(honest, { maxLength: 1_000_000, maxDepth: 32 }).payload as unknown as RequestObjectPayload;
  const clientId = x509HashClientId(decodeBase64(forgery.leaf));
  payload.client_id = clientId;
  await forgery.alter?.(payload);
  const signed = await createRequestObject(payload, { signer: forgery.signer, x5c: [forgery.leaf] });
  const compact = forgery.alterCompact?.(signed) ?? signed;
  // Who forges knows the nonce that a wallet posts, so it is no matter here.
  const link = createAuthorizationRequestLink({ clientId, requestUri, requestUriMethod: 'get' });
  const fetch: HolderTools['fetch'] = (url, init) =>
    url === requestUri ? Promise.resolve(new Response(compact)) : holder.fetch(url, init);
  return receiveRequest({ ...holder, fetch }, link);
}

/** Writes a notice that agrees with the question and the proven records, and a nonce that commits to it. */
export function commitAnew(payload: RequestObjectPayload, contract: DataUseContract, member: MemberRecord): void {
  const delivery = deliveryIn(payload);
  const asked = askedClaims(payload.dcql_query);
  delivery.notice = noticeOf(contract, member, asked, delivery.notice.withdrawalUri);
  payload.nonce = presentationNonce(delivery);
}

export function deliveryIn(payload: RequestObjectPayload): NoticeDelivery {
  return dataIn(payload, NOTICE_FORMAT) as NoticeDelivery;
}

export function stateProofIn(payload: RequestObjectPayload): StateProof {
  return dataIn(payload, STATE_PROOF_FORMAT) as StateProof;
}

export function replaceStateProof(payload: RequestObjectPayload, proof: StateProof): void {
  const entry = payload.verifier_info?.find(({ format }) => format === STATE_PROOF_FORMAT);
  if (entry) entry.data = proof as unknown as JsonValue;
}

function dataIn(payload: RequestObjectPayload, format: string): unknown {
  return payload.verifier_info?.find((entry) => entry.format === format)?.data;
}
