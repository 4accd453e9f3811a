import { isAwaiting, type IdentityRequest } from './identity-requests.js';

/** What the page shows of a request. `return`: answered on this device, and its browser has not come back with the code. */
export type IdentityStage = 'waiting' | 'opened' | 'return' | 'ready' | 'refused' | 'expired';

export function identityStageOf(request: IdentityRequest, now: number): IdentityStage {
  const { state, responseCodeDigest, returnedAt } = request;
  if (state === 'shown') return responseCodeDigest !== null && returnedAt === null ? 'return' : 'ready';
  if (state === 'refused') return 'refused';
  if (!isAwaiting(request, now)) return 'expired';
  return state === 'opened' ? 'opened' : 'waiting';
}

/** Changes whenever the page would say something else. */
export function identityVersionOf(request: IdentityRequest, now: number): string {
  return `${request.id}.${identityStageOf(request, now)}`;
}
