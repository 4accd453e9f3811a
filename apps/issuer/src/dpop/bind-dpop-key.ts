import { refusal } from '#primitives';

const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

/**
 * The key that an authorization code is bound to (RFC 9449 §10): named by `dpop_jkt`, or that of the DPoP proof with which the
 * request was pushed (§10.1), or of both, which are then the same.
 * @param dpopJkt as sent
 * @param proof the verified DPoP proof, where one was sent
 * @returns `null` where the code is bound to none
 * @throws `dpop_jkt_malformed`, `dpop_other_key`
 */
export function bindDpopKey(dpopJkt: string | undefined, proof: { thumbprint: string } | undefined): string | null {
  if (dpopJkt === undefined) return proof?.thumbprint ?? null;
  if (!THUMBPRINT.test(dpopJkt)) throw refusal('dpop_jkt_malformed', 'The parameter dpop_jkt is not a thumbprint.');
  if (proof !== undefined) checkDpopKey(dpopJkt, proof);
  return dpopJkt;
}

/**
 * Whether a proof is by the key that the code, or the refresh token, is bound to.
 * @param bound `null` where it is bound to none
 * @throws `dpop_other_key`
 */
export function checkDpopKey(bound: string | null, proof: { thumbprint: string }): void {
  if (bound !== null && bound !== proof.thumbprint) {
    throw refusal('dpop_other_key', 'The DPoP proof is by another key than the request is bound to.');
  }
}
