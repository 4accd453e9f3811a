import { secondsOf, type Clock, type VerifySignature } from '#primitives';
import { listedStatusesOf, type ListedStatusLists } from '#service-kit/trusted-entities';
import { anchorsOf } from '#trust';
import { DEFAULT_POLICY } from '#verification';
import type { AcceptIdentityParts } from './accept-identity-response.js';

/**
 * What the verdicts on identity data rest on: the tenant's lists, and no registry, since a provider of identity data is no member of ours. Status lists that
 * the presentations name are fetched before, if a provider on the tenant's lists has signed them; where that fails, nothing is accepted.
 */
export function createIdentityTrust(parts: {
  listedStatusLists: Pick<ListedStatusLists, 'find' | 'isHostDown' | 'require'>;
  verifySignature: VerifySignature;
  clockSkewSeconds: number;
  clock: Clock;
}): AcceptIdentityParts['trustFor'] {
  const { listedStatusLists: lists, verifySignature, clock } = parts;
  const policy = { ...DEFAULT_POLICY, clockSkewSeconds: parts.clockSkewSeconds };
  return async ({ trustedEntities }, vpToken) => {
    const tools = { nowSeconds: secondsOf(clock), verifySignature };
    const statuses = await listedStatusesOf(vpToken, anchorsOf(trustedEntities), tools);
    await Promise.all(statuses.map(({ uri, encoding }) => lists.require(uri, encoding)));
    return {
      ...{ issuingRoots: [], state: null, trustedEntities, verifySignature, policy },
      statusList: (uri) => lists.find(uri),
      isStatusHostDown: (uri) => lists.isHostDown(uri),
    };
  };
}
