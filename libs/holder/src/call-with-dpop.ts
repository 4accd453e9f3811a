import { createDpopProof } from '#openid4vci';
import type { Signer } from '#primitives';
import { callPeer, type PeerAnswer } from './call-peer.js';
import type { HolderTools } from './holder-tools.js';

export type Network = Pick<HolderTools, 'fetch' | 'clock' | 'random'>;

/** A POST whose sender is bound by DPoP. */
export type DpopCall = (
  url: string,
  request: { headers: Record<string, string>; body: string; accessToken?: string },
) => Promise<PeerAnswer>;

/**
 * Binds requests to one server by DPoP (RFC 9449): each carries the newest nonce that the server gave with any answer (§8.2),
 * and is repeated once where the server wants another.
 */
export function createDpopCall(network: Network, signer: Signer): DpopCall {
  let newestNonce: string | undefined;
  const send: DpopCall = async (url, { accessToken, headers, body }) => {
    const dpop = await createDpopProof({
      signer,
      method: 'POST',
      url,
      clock: network.clock,
      random: network.random,
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(newestNonce === undefined ? {} : { nonce: newestNonce }),
    });
    const answer = await callPeer(network.fetch, url, { method: 'POST', headers: { ...headers, dpop }, body });
    newestNonce = answer.header('dpop-nonce') ?? newestNonce;
    return answer;
  };
  return async (url, request) => {
    const answer = await send(url, request);
    return asksForNonce(answer) ? send(url, request) : answer;
  };
}

function asksForNonce(answer: PeerAnswer): boolean {
  const refused = answer.status === 400 || answer.status === 401;
  const challenge = `${answer.header('www-authenticate') ?? ''} ${answer.body}`;
  return refused && answer.header('dpop-nonce') !== null && challenge.includes('use_dpop_nonce');
}
