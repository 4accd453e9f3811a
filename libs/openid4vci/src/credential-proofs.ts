import { isJsonObject, refusal, type CodedError, type JsonObject } from '#primitives';

const MAX_PROOFS = 100;
/** A proof that carries an attestation of a whole batch of keys is the longest. */
const MAX_PROOF_LENGTH = 64 * 1024;

/** The proofs of a credential request, as sent: of type `jwt` (OpenID4VCI 1.0 §F.1), or one of type `attestation` (§F.3). */
export type CredentialProofs = { keyProofs: string[] } | { keyAttestation: string };

/**
 * Reads `proofs` of a request (OpenID4VCI 1.0 §8.2); `undefined` where there are none, which the issuer refuses once it knows
 * that the credential asked for is bound to a key.
 * @throws `key_proof_of_older_draft` (`proof`), `key_proof_types_mixed`, `key_proof_type_unsupported`, `key_proof_malformed`
 */
export function parseCredentialProofs({ proof, proofs }: JsonObject): CredentialProofs | undefined {
  if (proofs === undefined) {
    if (proof === undefined) return undefined;
    throw refusal('key_proof_of_older_draft', 'A single `proof` is of an older draft; OpenID4VCI 1.0 sends `proofs`.');
  }
  if (!isJsonObject(proofs)) throw malformed();
  const types = Object.keys(proofs);
  if (types.length !== 1) throw refusal('key_proof_types_mixed', '`proofs` must hold exactly one type of key proof.');
  const [type] = types;
  if (type !== 'jwt' && type !== 'attestation') {
    throw refusal('key_proof_type_unsupported', 'Only key proofs of the types jwt and attestation are accepted.');
  }
  const texts = proofs[type];
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > MAX_PROOFS || !texts.every(isProof)) {
    throw malformed();
  }
  if (type === 'jwt') return { keyProofs: texts };
  const [keyAttestation, ...more] = texts;
  if (keyAttestation === undefined || more.length > 0) throw malformed();
  return { keyAttestation };
}

/** As a wallet writes them. */
export function createCredentialProofs(proofs: CredentialProofs): JsonObject {
  return 'keyProofs' in proofs ? { jwt: proofs.keyProofs } : { attestation: [proofs.keyAttestation] };
}

function isProof(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PROOF_LENGTH;
}

function malformed(): CodedError {
  return refusal('key_proof_malformed', 'The key proofs are not well formed.');
}
