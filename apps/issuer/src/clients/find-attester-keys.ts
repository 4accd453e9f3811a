import { validateChain } from '#trust';
import { secondsOf, type Clock, type JsonObject, type PublicJwk, type VerifySignature } from '#primitives';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

export interface AttesterParts {
  clock: Clock;
  verifySignature: VerifySignature;
}

/**
 * The keys of wallet providers that may have signed an attestation of a client (attestation-based client authentication 07 §5.1)
 * or of keys (OpenID4VCI 1.0 Appendix D), by its header: the leaf of an `x5c` that leads to a root of the tenant, without the
 * root itself and not self-signed (HAIP 1.0 §4.4.1, §4.5.1), or the key that the tenant knows by `kid`.
 * @returns none where the header names nobody whom the tenant trusts
 */
export async function findAttesterKeys(
  tenant: Pick<IssuingTenant, 'walletProviderRoots' | 'walletProviderKeys'>,
  { x5c, kid }: JsonObject,
  { clock, verifySignature }: AttesterParts,
): Promise<PublicJwk[]> {
  // RFC 7515 §4.1.4: `kid` is a hint; without one any of the keys may be meant.
  if (x5c === undefined) return tenant.walletProviderKeys.filter((key) => kid === undefined || key.kid === kid);
  if (!Array.isArray(x5c) || !x5c.every((certificate) => typeof certificate === 'string')) return [];
  const chain = await validateChain(x5c, tenant.walletProviderRoots, secondsOf(clock), 'attesting', verifySignature);
  if (chain.outcome === 'trusted') return [chain.leaf.publicJwk];
  // A provider that the tenant knows by its key may send a certificate of somebody else's with it.
  return typeof kid === 'string' ? tenant.walletProviderKeys.filter((key) => key.kid === kid) : [];
}

/** Whether the tenant trusts any wallet provider at all. */
export function trustsAttesters(tenant: Pick<IssuingTenant, 'walletProviderRoots' | 'walletProviderKeys'>): boolean {
  return tenant.walletProviderRoots.length + tenant.walletProviderKeys.length > 0;
}
