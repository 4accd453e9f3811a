import { verifyKeyProof, type CredentialProofs, type VerifiedKeyProof } from '#openid4vci';
import { assertOurs, refusal, type Clock, type PublicJwk, type VerifySignature } from '#primitives';
import { trustsAttesters } from '../clients/find-attester-keys.js';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { createAttestationCheck, PROOF_ALGORITHMS } from './verify-attestation.js';

export interface KeyProofParts {
  credentialNonces: ServerNonces;
  clock: Clock;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}

/** A key to which a credential will be bound. */
export interface ProvenKey {
  publicJwk: PublicJwk;
  /** RFC 7638. */
  thumbprint: string;
}

export interface ProvenKeys {
  /** Each once; those of proofs before those that were attested with them. */
  keys: ProvenKey[];
  credentialNonce: string;
  /** Milliseconds since the epoch. */
  nonceExpiresAt: number;
}

export interface ProofsToVerify {
  proofs: CredentialProofs | undefined;
  /** `client_id` of the grant. */
  clientId: string | null;
}

/**
 * Verifies the proofs of a request (OpenID4VCI 1.0 Appendix F): one nonce for all of them, a key for each credential. Where the
 * tenant trusts wallet providers, an attestation is looked at wherever it stands, and all its keys count (§F.1, §F.3).
 * @throws `key_proof_missing`, `too_many_key_proofs`, `key_proof_nonces_differ`, `key_proof_repeated_key`,
 *   `key_attestation_missing`, `key_attestation_of_other_key`, `key_attestation_nonce_missing`, `key_attestation_wrong_nonce`,
 *   `key_proof_type_unsupported`, and the codes of `verifyKeyProof` and `verifyKeyAttestation`
 */
export async function verifyKeyProofs(
  tenant: IssuingTenant,
  { proofs, clientId }: ProofsToVerify,
  parts: KeyProofParts,
): Promise<ProvenKeys> {
  if (proofs === undefined) throw refusal('key_proof_missing', 'The credential request has no key proofs.');
  const nonce = createNonceCheck(tenant, parts);
  if ('keyAttestation' in proofs) {
    if (!trustsAttesters(tenant)) {
      throw refusal('key_proof_type_unsupported', 'Key proofs of the type attestation are not accepted here.');
    }
    const attested = await createAttestationCheck(tenant, nonce.isRight, parts).asProof(proofs.keyAttestation);
    return { ...attested, nonceExpiresAt: nonce.expiresAt() };
  }
  const verified = await verifyJwtProofs(tenant, { jwts: proofs.keyProofs, clientId, isRight: nonce.isRight }, parts);
  const keys = new Map(verified.map(({ publicJwk, thumbprint }) => [thumbprint, { publicJwk, thumbprint }]));
  // A key in two credentials would link them (design §4).
  if (keys.size !== verified.length) {
    throw refusal('key_proof_repeated_key', 'Each key proof must hold a key of its own.');
  }
  const attestations = trustsAttesters(tenant) ? createAttestationCheck(tenant, nonce.isRight, parts) : undefined;
  for (const proof of verified) {
    const attested = await attestations?.besideProof(proof);
    for (const key of attested ?? []) if (!keys.has(key.thumbprint)) keys.set(key.thumbprint, key);
  }
  const [{ credentialNonce }] = verified as [VerifiedKeyProof];
  return { keys: [...keys.values()], credentialNonce, nonceExpiresAt: nonce.expiresAt() };
}

async function verifyJwtProofs(
  tenant: IssuingTenant,
  to: { jwts: readonly string[]; clientId: string | null; isRight: (nonce: string) => Promise<boolean> },
  parts: KeyProofParts,
): Promise<VerifiedKeyProof[]> {
  // Before the first signature is looked at: each costs us more than it costs the peer.
  const most = largestBatch(tenant);
  if (to.jwts.length > most) throw refusal('too_many_key_proofs', `A request may hold ${most} key proofs.`);
  const verified: VerifiedKeyProof[] = [];
  for (const jwt of to.jwts) {
    verified.push(
      await verifyKeyProof(jwt, {
        audience: tenant.identifier,
        algorithms: PROOF_ALGORITHMS,
        checkNonce: to.isRight,
        clientId: to.clientId,
        clock: parts.clock,
        verifySignature: parts.verifySignature,
        clockSkewSeconds: parts.clockSkewSeconds,
      }),
    );
  }
  const [first] = verified;
  assertOurs(first, 'proofs that were parsed are not empty');
  if (verified.some(({ credentialNonce }) => credentialNonce !== first.credentialNonce)) {
    throw refusal('key_proof_nonces_differ', 'The key proofs of one request must hold one nonce.');
  }
  return verified;
}

/** `batch_size` of the metadata, which knows one for all types; who asks for more of a type than it has gets what it has. */
export function largestBatch({ credentialTypes }: Pick<IssuingTenant, 'credentialTypes'>): number {
  return Math.max(...credentialTypes.map(({ batchSize }) => batchSize));
}

/** Every proof of a request holds the same nonce: its digest is made once. */
function createNonceCheck(tenant: IssuingTenant, parts: KeyProofParts) {
  const ends = new Map<string, number>();
  return {
    isRight: async (nonce: string): Promise<boolean> => {
      const end = ends.get(nonce) ?? (await parts.credentialNonces.check(tenant.slug, nonce));
      if (end !== undefined) ends.set(nonce, end);
      return end !== undefined;
    },
    /** The latest of those that were seen. */
    expiresAt: () => Math.max(0, ...ends.values()),
  };
}
