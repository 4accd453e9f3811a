import type { VerifySignature } from '#primitives';
import { DEFAULT_POLICY, type VerificationTrust } from '#verification';
import type { AcceptIdentityParts } from './accept-identity-response.js';

/**
 * What the verdicts on identity data rest on: the tenant's lists, and no registry, since a provider of identity data is no member of ours.
 */
export function createIdentityTrust(parts: {
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
}): AcceptIdentityParts['trustFor'] {
  const policy = { ...DEFAULT_POLICY, clockSkewSeconds: parts.clockSkewSeconds };
  return ({ trustedEntities }): Promise<VerificationTrust> =>
    Promise.resolve({
      issuingRoots: [],
      state: null,
      trustedEntities,
      statusList: () => undefined,
      verifySignature: parts.verifySignature,
      policy,
    });
}
