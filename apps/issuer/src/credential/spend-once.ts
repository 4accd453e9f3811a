import { encodeBase64url, encodeUtf8, refusal, sha256 } from '#primitives';
import type { OneTimeKind, OneTimeValues } from '../dpop/one-time-values.js';
import type { DpopProof } from '../dpop/verify-dpop.js';
import type { ProvenKeys } from './verify-key-proofs.js';

export interface SpentOnce {
  dpop: DpopProof;
  /** Of the key proofs, where the request has any. */
  proven?: Pick<ProvenKeys, 'credentialNonce' | 'nonceExpiresAt'>;
}

/**
 * Single use of a DPoP proof at a resource, and of a credential nonce, across instances: one statement in the unit of work of
 * what they ask for.
 * @throws `access_dpop_replayed`, `key_proof_nonce_used`
 */
export async function spendOnce(
  tenantId: string,
  { dpop, proven }: SpentOnce,
  { oneTimeValues }: { oneTimeValues: Pick<OneTimeValues, 'rememberAll'> },
): Promise<void> {
  const values = [{ kind: 'dpop' as OneTimeKind, digest: dpop.replayDigest, expiresAt: dpop.expiresAt * 1000 }];
  if (proven !== undefined) {
    const digest = encodeBase64url(sha256(encodeUtf8(proven.credentialNonce)));
    values.push({ kind: 'nonce', digest, expiresAt: proven.nonceExpiresAt });
  }
  const seen = await oneTimeValues.rememberAll(tenantId, values);
  if (seen.includes('dpop')) throw refusal('access_dpop_replayed', 'The DPoP proof was used before.');
  if (seen.includes('nonce')) throw refusal('key_proof_nonce_used', 'The nonce was used before.');
}
