import { canonicalJson, createJws, encodeBase64url, encodeUtf8 } from '#primitives';
import type { JsonObject, Signer } from '#primitives';
import type { WithdrawalStatement } from './withdrawal.js';

/** `typ` of a signed withdrawal. */
export const WITHDRAWAL_TYPE = 'incola-withdrawal+jwt';

export interface WithdrawalInput {
  /** Of the receipt, 32 bytes. */
  commitment: Uint8Array;
  /** `withdrawalUri` of the notice: the audience, so that one verifier cannot use it at another. */
  withdrawalUri: string;
  /** Seconds since the epoch. */
  issuedAt: number;
}

/**
 * A withdrawal signed by the key bound in the presented credential; the public half travels in `jwk`, since the verifier
 * keeps only its thumbprint.
 */
export async function createWithdrawal(input: WithdrawalInput, signer: Signer): Promise<WithdrawalStatement> {
  const commitment = encodeBase64url(input.commitment);
  const { kty, crv, x } = signer.publicJwk;
  const jwk: JsonObject = signer.publicJwk.kty === 'EC' ? { kty, crv, x, y: signer.publicJwk.y } : { kty, crv, x };
  const payload = { version: 1, commitment, aud: input.withdrawalUri, iat: input.issuedAt };
  return { commitment, signed: await createJws({ typ: WITHDRAWAL_TYPE, jwk }, payload, signer) };
}

/** A withdrawal by the secret that came with the receipt, for who has lost the key. @param secret 32 bytes */
export function createWithdrawalBySecret(commitment: Uint8Array, secret: Uint8Array): WithdrawalStatement {
  return { commitment: encodeBase64url(commitment), withdrawal_secret: encodeBase64url(secret) };
}

/** What the commitment of kind `withdrawal` covers: the statement in canonical JSON. */
export function withdrawalContent(statement: WithdrawalStatement): Uint8Array {
  return encodeUtf8(canonicalJson(statement));
}
