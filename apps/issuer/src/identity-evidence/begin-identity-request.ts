import { encodeBase64url, type Clock, type RandomBytes } from '#primitives';
import { createResponseKey } from '#service-kit/presentation-exchange';
import type { SecretBox } from '#service-kit/vault';
import type { OpenSignIn } from '../sign-in/open-sign-in.js';
import type { SignIns } from '../sign-in/sign-ins.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { IdentityRequest, IdentityRequests } from './identity-requests.js';

export interface BeginIdentityParts {
  unitOfWork: UnitOfWork;
  signIns: SignIns;
  identityRequests: IdentityRequests;
  secretBox: SecretBox;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Asks a citizen who has signed in to show who he is. It takes the place of what was asked before in the same sign-in, which ends, and lives
 * as long as the authorization. The request is signed when a wallet fetches it.
 *
 * If we die here: before the commit nothing was asked, and the citizen signs in again; after it the page is there.
 */
export async function beginIdentityRequest(
  { signIn, authorization }: OpenSignIn,
  subjectRecordId: string,
  parts: BeginIdentityParts,
): Promise<IdentityRequest> {
  const { random } = parts;
  const { tenantId, id: signInId, authorizationId } = signIn;
  const id = encodeBase64url(random(16));
  const request: IdentityRequest = {
    ...{ tenantId, id, signInId, authorizationId, subjectRecordId, state: 'created' },
    presentationNonce: encodeBase64url(random(32)),
    stateParameter: encodeBase64url(random(16)),
    responseKey: createResponseKey({ tenantId, id }, parts),
    ...{ refusal: null, responseCodeDigest: null, returnedAt: null },
    createdAt: parts.clock(),
    expiresAt: authorization.expiresAt,
  };
  await parts.unitOfWork.tx(async () => {
    const before = (await parts.signIns.find(tenantId, signInId))?.identityRequestId ?? null;
    if (before !== null) await parts.identityRequests.close(tenantId, before, { state: 'ended' });
    await parts.identityRequests.add(request);
    await parts.signIns.change(tenantId, signInId, { identityRequestId: id });
  });
  return request;
}
