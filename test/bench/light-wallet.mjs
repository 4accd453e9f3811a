import {
  createCredentialRequest,
  createDpopProof,
  createKeyProof,
  createTokenRequest,
  parseCredentialOfferLink,
  PRE_AUTHORIZED_CODE_GRANT,
} from '#openid4vci';
import { createDirectPost, encryptResponse, parseAuthorizationRequestLink } from '#openid4vp';
import { parseJws, platformRandom, systemClock } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { call, callOk, readOk } from './call.mjs';

/** Redeems an offer for one credential a key; a wallet that believes what it gets, so that the servers are measured and not it. */
export async function redeem(issuer, offer, dpopKey, keys) {
  const { offer: parsed } = parseCredentialOfferLink(offer.credentialOffer);
  const preAuthorizedCode = parsed.grants[PRE_AUTHORIZED_CODE_GRANT]['pre-authorized_code'];
  const send = dpopSender(dpopKey);
  const token = await send(`${issuer}/token`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: createTokenRequest({ preAuthorizedCode, transactionCode: offer.transactionCode }),
  });
  const { c_nonce: credentialNonce } = await callOk(`${issuer}/nonce`, { body: '' });
  const keyProofs = await Promise.all(
    keys.map((signer) => createKeyProof({ signer, audience: issuer, credentialNonce, clock: systemClock })),
  );
  const accessToken = token.access_token;
  const answer = await send(`${issuer}/credential`, {
    headers: { 'content-type': 'application/json', authorization: `DPoP ${accessToken}` },
    body: createCredentialRequest({ credentialConfigurationId: parsed.credential_configuration_ids[0], keyProofs }),
    accessToken,
  });
  return answer.credentials.map(({ credential }) => credential);
}

/** A wallet that meets the server for the first time: the first request is answered with a nonce, which later ones carry (RFC 9449 §8). */
function dpopSender(signer) {
  let nonce;
  const send = async (url, { headers, body, accessToken }) => {
    const bound = { ...(accessToken === undefined ? {} : { accessToken }), ...(nonce === undefined ? {} : { nonce }) };
    const dpop = await createDpopProof({
      signer,
      method: 'POST',
      url,
      clock: systemClock,
      random: platformRandom,
      ...bound,
    });
    const answer = await call(url, { headers: { ...headers, dpop }, body });
    nonce = answer.headers['dpop-nonce'] ?? nonce;
    return answer;
  };
  return async (url, outgoing) => {
    const answer = await send(url, outgoing);
    const challenged = answer.status >= 400 && answer.text.includes('use_dpop_nonce');
    return readOk(url, challenged ? await send(url, outgoing) : answer);
  };
}

/** Answers a presentation request, of ours or of the peer, with a credential that holds what is asked; it believes the request. */
export async function present(walletLink, { compact, signer }) {
  const { clientId, requestUri } = parseAuthorizationRequestLink(walletLink);
  const text = await callOk(requestUri, { method: 'GET' });
  const { payload } = parseJws(text, { maxLength: 256 * 1024, maxDepth: 24 });
  const [query] = payload.dcql_query.credentials;
  const presentation = await presentSdJwtVc({
    compact,
    disclose: query.claims.map(({ path }) => path),
    keyBinding: {
      audience: clientId,
      presentationNonce: payload.nonce,
      issuedAt: Math.floor(systemClock() / 1000),
      signer,
    },
  });
  const stateParameter = payload.state === undefined ? {} : { stateParameter: payload.state };
  const jwe = await encryptResponse(
    { vpToken: { [query.id]: [presentation] }, ...stateParameter },
    payload.client_metadata,
  );
  return callOk(payload.response_uri, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: createDirectPost(jwe),
  });
}
