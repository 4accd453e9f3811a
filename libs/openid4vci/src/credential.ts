import { z } from 'zod';
import { parseJsonObject, refusal, type JsonObject } from '#primitives';
import { createResponseEncryption, parseResponseEncryption, type ResponseEncryption } from './credential-encryption.js';
import { createCredentialProofs, parseCredentialProofs, type CredentialProofs } from './credential-proofs.js';
import { parseShape } from './parse-shape.js';

const REQUEST_LIMITS = { maxLength: 256 * 1024, maxDepth: 8 };
const RESPONSE_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 8 };
const MAX_CREDENTIALS = 100;
const MAX_IDENTIFIER_LENGTH = 256;

/** Which credential is asked for: by configuration, or by an identifier of the token response (OpenID4VCI 1.0 §8.2). */
export type AskedCredential = { credentialConfigurationId: string } | { credentialIdentifier: string };

export type CredentialRequest = AskedCredential & {
  proofs: CredentialProofs | undefined;
  /** Absent: the response is not encrypted. */
  responseEncryption?: ResponseEncryption;
};

/** The JSON body of a credential request. */
export function createCredentialRequest(
  request: AskedCredential & CredentialProofs & { responseEncryption?: ResponseEncryption },
): string {
  const identified =
    'credentialIdentifier' in request
      ? { credential_identifier: request.credentialIdentifier }
      : { credential_configuration_id: request.credentialConfigurationId };
  const { responseEncryption } = request;
  return JSON.stringify({
    ...identified,
    proofs: createCredentialProofs(request),
    ...(responseEncryption && { credential_response_encryption: createResponseEncryption(responseEncryption) }),
  });
}

/**
 * Members that it does not know are ignored, as §8.2 says.
 * @throws `malformed_credential_request` (both or neither identifier, wrong shapes), the codes of `parseCredentialProofs` and
 *   `parseResponseEncryption`, the JSON codes
 */
export function parseCredentialRequest(text: string): CredentialRequest {
  const request = parseJsonObject(text, REQUEST_LIMITS);
  const responseEncryption = parseResponseEncryption(request.credential_response_encryption);
  return {
    ...parseAskedCredential(request),
    proofs: parseCredentialProofs(request),
    ...(responseEncryption && { responseEncryption }),
  };
}

function parseAskedCredential({
  credential_configuration_id: configuration,
  credential_identifier: identifier,
}: JsonObject) {
  const name = configuration ?? identifier;
  if ((configuration === undefined) === (identifier === undefined)) {
    throw refusal('malformed_credential_request', 'The request must name a configuration or an identifier, not both.');
  }
  if (typeof name !== 'string' || name === '' || name.length > MAX_IDENTIFIER_LENGTH) {
    throw refusal('malformed_credential_request', 'The name of the credential is not well formed.');
  }
  return identifier === undefined ? { credentialConfigurationId: name } : { credentialIdentifier: name };
}

/** OpenID4VCI 1.0 §8.3: the credentials at once, or a transaction to come back with. */
const issued = z.looseObject({
  credentials: z
    .array(z.looseObject({ credential: z.string().min(1) }))
    .min(1)
    .max(MAX_CREDENTIALS),
  notification_id: z.string().max(1024).optional(),
});
const deferred = z.looseObject({ transaction_id: z.string().min(1).max(1024), interval: z.number().positive() });

export type CredentialResponse = z.infer<typeof issued>;
export type DeferredResponse = z.infer<typeof deferred>;

/** @throws `malformed_credential_response`, the JSON codes */
export function parseCredentialResponse(text: string): CredentialResponse {
  return parseShape(
    issued,
    parseJsonObject(text, RESPONSE_LIMITS),
    'malformed_credential_response',
    'The credential response is not well formed.',
  );
}

/** The answer with status 202. @throws `malformed_credential_response`, the JSON codes */
export function parseDeferredResponse(text: string): DeferredResponse {
  return parseShape(
    deferred,
    parseJsonObject(text, RESPONSE_LIMITS),
    'malformed_credential_response',
    'The deferred credential response is not well formed.',
  );
}
