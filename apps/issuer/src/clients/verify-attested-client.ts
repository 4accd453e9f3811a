import { verifyClientAttestation, verifyClientAttestationPop } from '#openid4vci';
import { encodeBase64url, encodeUtf8, refusal, sha256 } from '#primitives';
import { clockLeadSeconds } from '../clock-lead.js';
import { singleHeader } from '../single-header.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ClientParts, ClientRequest } from './authenticate-client.js';
import { findClient, type AuthenticatedClient } from './authenticated-client.js';
import { findAttesterKeys } from './find-attester-keys.js';

/**
 * A wallet that shows what its provider attests (attestation-based client authentication 07 §9, HAIP 1.0 §4.4.1), and that the
 * attested key is its own.
 * @throws the codes of `singleHeader` with `client_attestation`, `verifyClientAttestation`, `findAttesterKeys` and
 *   `verifyClientAttestationPop`; `client_attestation_other_client`, `client_unknown`, `client_authentication_other`
 */
export async function verifyAttestedClient(
  tenant: IssuingTenant,
  request: ClientRequest,
  parts: ClientParts,
): Promise<AuthenticatedClient> {
  const jwt = singleHeader(request.attestation, 'OAuth-Client-Attestation', 'client_attestation');
  const popJwt = singleHeader(request.attestationPop, 'OAuth-Client-Attestation-PoP', 'client_attestation');
  const { clock, verifySignature } = parts;
  const checking = { clock, verifySignature, leadSeconds: clockLeadSeconds(parts.clockSkewSeconds) };
  const attestation = await verifyClientAttestation(jwt, {
    ...checking,
    findAttesterKeys: (header) => findAttesterKeys(tenant, header, parts),
  });
  const pop = await verifyClientAttestationPop(popJwt, {
    ...checking,
    attestation,
    audience: tenant.identifier,
    checkChallenge: (challenge) => checkChallenge(tenant, challenge, parts),
  });
  const { clientId, thumbprint } = attestation;
  if (request.clientId !== undefined && request.clientId !== clientId) {
    throw refusal('client_attestation_other_client', 'The client attestation is of another client.');
  }
  const registration = findClient(tenant, clientId);
  if (registration === undefined) throw refusal('client_unknown', 'The client is not registered.');
  if (registration.authentication !== 'attest_jwt_client_auth') {
    throw refusal('client_authentication_other', 'The client is registered with another way to authenticate.');
  }
  const digest = encodeBase64url(sha256(encodeUtf8(`attestation ${thumbprint} ${pop.jti}`)));
  return {
    ...{ clientId, method: 'attest_jwt_client_auth', attestationKey: thumbprint, registration },
    oneTimeUse: { digest, expiresAt: pop.expiresAt * 1000 },
  };
}

/** A challenge that is sent must be ours, also where none is asked for. */
async function checkChallenge(
  { slug, attestationChallenges }: IssuingTenant,
  challenge: string | undefined,
  { attestationNonces }: ClientParts,
): Promise<boolean> {
  if (challenge === undefined) return attestationChallenges === 'offered';
  return (await attestationNonces.check(slug, challenge)) !== undefined;
}
