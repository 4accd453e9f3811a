import { z } from 'zod';
import { parseJsonObject, refusal } from '#primitives';
import { parseShape } from './parse-shape.js';

const REQUEST_LIMITS = { maxLength: 256 * 1024, maxDepth: 8 };
const RESPONSE_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 8 };
const MAX_PROOFS = 100;
const MAX_PROOF_LENGTH = 8 * 1024;

/** OpenID4VCI 1.0 §8.2. */
const credentialRequest = z.looseObject({
  credential_configuration_id: z.string().min(1).max(256).optional(),
  credential_identifier: z.string().min(1).max(256).optional(),
  proofs: z.record(z.string(), z.array(z.unknown()).min(1).max(MAX_PROOFS)).optional(),
  credential_response_encryption: z.unknown().optional(),
});

const jwtProofs = z.array(z.string().min(1).max(MAX_PROOF_LENGTH)).min(1).max(MAX_PROOFS);

export type CredentialRequest = {
  /** Key proofs of type `jwt`, as sent. */
  keyProofs: string[];
} & ({ credentialConfigurationId: string } | { credentialIdentifier: string });

/** The JSON body of a credential request with `jwt` key proofs. */
export function createCredentialRequest(request: CredentialRequest): string {
  const identified =
    'credentialIdentifier' in request
      ? { credential_identifier: request.credentialIdentifier }
      : { credential_configuration_id: request.credentialConfigurationId };
  return JSON.stringify({ ...identified, proofs: { jwt: request.keyProofs } });
}

/**
 * @throws `malformed_credential_request` (both or neither identifier, wrong shapes), `key_proof_missing` (no `jwt` proofs),
 *   `encryption_unsupported`, the JSON codes
 */
export function parseCredentialRequest(text: string): CredentialRequest {
  const request = parseShape(
    credentialRequest,
    parseJsonObject(text, REQUEST_LIMITS),
    'malformed_credential_request',
    'The credential request is not well formed.',
  );
  if (request.credential_response_encryption !== undefined) {
    throw refusal('encryption_unsupported', 'Encrypted credential responses are not supported.');
  }
  const { credential_configuration_id: configuration, credential_identifier: identifier, proofs } = request;
  if ((configuration === undefined) === (identifier === undefined)) {
    throw refusal('malformed_credential_request', 'The request must name a configuration or an identifier, not both.');
  }
  if (proofs === undefined) throw refusal('key_proof_missing', 'The credential request has no key proofs.');
  // §8.2: exactly one proof type; §F.1: `jwt` is the one that we list in our metadata.
  if (Object.keys(proofs).length !== 1 || proofs.jwt === undefined) {
    throw refusal('key_proof_missing', 'Exactly one kind of key proof, `jwt`, is accepted.');
  }
  const keyProofs = parseShape(jwtProofs, proofs.jwt, 'key_proof_malformed', 'The key proofs are not JWTs.');
  return configuration === undefined
    ? { credentialIdentifier: identifier as string, keyProofs }
    : { credentialConfigurationId: configuration, keyProofs };
}

/** OpenID4VCI 1.0 §8.3, the immediate answer; deferred issuance is not asked for and not understood. */
const credentialResponse = z.looseObject({
  credentials: z
    .array(z.looseObject({ credential: z.string().min(1) }))
    .min(1)
    .max(MAX_PROOFS),
  notification_id: z.string().max(1024).optional(),
});

export type CredentialResponse = z.infer<typeof credentialResponse>;

/** @throws `malformed_credential_response`, the JSON codes */
export function parseCredentialResponse(text: string): CredentialResponse {
  return parseShape(
    credentialResponse,
    parseJsonObject(text, RESPONSE_LIMITS),
    'malformed_credential_response',
    'The credential response is not well formed.',
  );
}
