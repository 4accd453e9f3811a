import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ClientRequest } from './authenticate-client.js';

/**
 * The header field with a fresh challenge for a client that authenticates by attestation
 * (attestation-based client authentication 07 §8.1). The answer `use_attestation_challenge` must have it, so that an endpoint
 * sets it before it looks at the request.
 */
export async function challengeHeaders(
  { slug }: IssuingTenant,
  { attestation, attestationPop }: Pick<ClientRequest, 'attestation' | 'attestationPop'>,
  attestationNonces: ServerNonces,
): Promise<Record<string, string>> {
  if (attestation === undefined && attestationPop === undefined) return {};
  return { 'oauth-client-attestation-challenge': await attestationNonces.create(slug) };
}
