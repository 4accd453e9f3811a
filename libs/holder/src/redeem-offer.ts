import {
  createCredentialRequest,
  createKeyProof,
  createTokenRequest,
  parseCredentialResponse,
  parseErrorResponse,
  parseNonceResponse,
  parseTokenResponse,
} from '#openid4vci';
import { isCodedError, refusal, type CodedError, type Signer } from '#primitives';
import { callPeer, type PeerAnswer } from './call-peer.js';
import { createDpopCall, type DpopCall, type Network } from './call-with-dpop.js';
import type { OfferPreview } from './read-offer.js';

/**
 * Redeems an offer for credentials bound to the given keys: token, nonce, credential (OpenID4VCI 1.0 §6 to §8), every
 * request bound by DPoP (RFC 9449).
 * @param bindingKeys one a credential, at most the issuer's batch size
 * @param transactionCode as the citizen typed it
 * @returns at most one credential for each key, as received and not yet verified
 * @throws `issuer_<error>` for each OAuth error that the issuer answered (`issuer_invalid_grant`: code used, expired or
 *   locked, or a wrong transaction code; where the issuer says so, with `extensions.reason` and `extensions.attemptsLeft`),
 *   `issuer_refused` for an answer of no known form, `credential_count`, `deferred_unsupported`
 */
export async function redeemOffer(
  network: Network,
  preview: OfferPreview,
  bindingKeys: readonly Signer[],
  dpopKey: Signer,
  transactionCode?: string,
): Promise<string[]> {
  const call = createDpopCall(network, dpopKey);
  const token = await requestToken(call, preview, transactionCode);
  const request = () => requestCredentials(network, preview, { bindingKeys, call, token });
  const first = await request();
  // OpenID4VCI 1.0 §8.3.1.2: a fresh nonce, else a slow wallet would lose the whole offer.
  const answer = isRefusedNonce(first) ? await request() : first;
  if (answer.status !== 200) throw issuerError(answer);
  const { credentials } = parseCredentialResponse(answer.body);
  if (credentials === undefined)
    throw refusal('deferred_unsupported', 'The issuer will deliver later; this wallet cannot wait.');
  // Fewer than keys are allowed (OpenID4VCI 1.0 §8.3): an issuer's batch size is that of its largest type.
  if (credentials.length === 0 || credentials.length > bindingKeys.length) {
    throw refusal('credential_count', 'The issuer answered with no credential, or with more than there are keys.');
  }
  return credentials.map(({ credential }) => readText(credential));
}

/** One attempt, with a nonce fetched for it. */
async function requestCredentials(
  network: Network,
  preview: OfferPreview,
  bound: { bindingKeys: readonly Signer[]; call: DpopCall; token: string },
): Promise<PeerAnswer> {
  const { bindingKeys, call, token } = bound;
  const credentialNonce = await requestNonce(network, preview);
  const audience = preview.issuer.credential_issuer;
  const nonce = credentialNonce === undefined ? {} : { credentialNonce };
  const keyProofs = await Promise.all(
    bindingKeys.map((signer) => createKeyProof({ signer, audience, clock: network.clock, ...nonce })),
  );
  const body = createCredentialRequest({ credentialConfigurationId: preview.configurationId, keyProofs });
  const headers = { 'content-type': 'application/json', authorization: `DPoP ${token}` };
  return call(preview.issuer.credential_endpoint, { headers, body, accessToken: token });
}

function isRefusedNonce(answer: PeerAnswer): boolean {
  return answer.status === 400 && issuerError(answer).code === 'issuer_invalid_nonce';
}

async function requestToken(call: DpopCall, preview: OfferPreview, transactionCode?: string): Promise<string> {
  const { preAuthorizedCode } = preview;
  const body = createTokenRequest({ preAuthorizedCode, ...(transactionCode === undefined ? {} : { transactionCode }) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await call(preview.authorizationServer.token_endpoint, { headers, body });
  if (answer.status !== 200) throw issuerError(answer);
  return parseTokenResponse(answer.body).access_token;
}

async function requestNonce(network: Network, { issuer }: OfferPreview): Promise<string | undefined> {
  if (issuer.nonce_endpoint === undefined) return undefined;
  const answer = await callPeer(network.fetch, issuer.nonce_endpoint, { method: 'POST' });
  if (answer.status !== 200) throw issuerError(answer);
  return parseNonceResponse(answer.body).c_nonce;
}

function issuerError(answer: PeerAnswer): CodedError {
  try {
    const { error, incola_reason: reason, incola_attempts_left: attemptsLeft } = parseErrorResponse(answer.body);
    if (/^[a-z_]{1,64}$/.test(error)) {
      const extensions = {
        ...(reason === undefined ? {} : { reason }),
        ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
      };
      return refusal(`issuer_${error}`, `The issuer refused: ${error}.`, { extensions });
    }
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
  }
  return refusal('issuer_refused', `The issuer refused with status ${answer.status}.`);
}

function readText(credential: unknown): string {
  if (typeof credential !== 'string') throw refusal('malformed_credential', 'The credential is not an SD-JWT VC.');
  return credential;
}
