import { verifyKeyProof, type CredentialProofs, type VerifiedKeyProof } from '#openid4vci';
import { assertOurs, refusal, type Clock, type VerifySignature } from '#primitives';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

export interface KeyProofParts {
  credentialNonces: ServerNonces;
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

export interface VerifiedKeyProofs {
  keyProofs: VerifiedKeyProof[];
  credentialNonce: string;
  /** Milliseconds since the epoch. */
  nonceExpiresAt: number;
}

/** As libs/credential-types publishes them in `proof_signing_alg_values_supported`. */
const ALGORITHMS = ['ES256'];

/**
 * Verifies every key proof of a request: one nonce for all of them, a key for each credential.
 * @throws `too_many_key_proofs`, `key_proof_nonces_differ`, `key_proof_repeated_key`, and the codes of `verifyKeyProof`
 */
export async function verifyKeyProofs(
  tenant: IssuingTenant,
  proofs: CredentialProofs | undefined,
  batchSize: number,
  parts: KeyProofParts,
): Promise<VerifiedKeyProofs> {
  if (proofs === undefined) throw refusal('key_proof_missing', 'The credential request has no key proofs.');
  if ('keyAttestation' in proofs) {
    throw refusal('key_proof_type_unsupported', 'Only key proofs of the type jwt are accepted.');
  }
  const jwts = proofs.keyProofs;
  // Before the first signature is looked at: each costs us more than it costs the peer.
  if (jwts.length > batchSize) throw refusal('too_many_key_proofs', `A request may hold ${batchSize} key proofs.`);
  let nonceExpiresAt = 0;
  const keyProofs: VerifiedKeyProof[] = [];
  for (const jwt of jwts) {
    keyProofs.push(
      await verifyKeyProof(jwt, {
        audience: tenant.identifier,
        algorithms: ALGORITHMS,
        checkNonce: async (credentialNonce) => {
          nonceExpiresAt = (await parts.credentialNonces.check(tenant.slug, credentialNonce)) ?? 0;
          return nonceExpiresAt > 0;
        },
        clock: parts.clock,
        verifySignature: parts.verifySignature,
        clockSkewSeconds: parts.clockSkewSeconds,
      }),
    );
  }
  const [first] = keyProofs;
  assertOurs(first, 'proofs that were parsed are not empty');
  if (keyProofs.some(({ credentialNonce }) => credentialNonce !== first.credentialNonce)) {
    throw refusal('key_proof_nonces_differ', 'The key proofs of one request must hold one nonce.');
  }
  // A key in two credentials would link them (design §4).
  if (new Set(keyProofs.map(({ thumbprint }) => thumbprint)).size !== keyProofs.length) {
    throw refusal('key_proof_repeated_key', 'Each key proof must hold a key of its own.');
  }
  return { keyProofs, credentialNonce: first.credentialNonce, nonceExpiresAt };
}
