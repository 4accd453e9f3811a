import { isCodedError, type JsonObject } from '#primitives';
import type { VerifierClient } from './verifier-client.js';

/**
 * Exchanges the code with which the browser came back for the result. If we died after an earlier exchange and before we kept what it
 * gave, the code is used, and the verification is read like any other: nobody but us exchanges codes of our request.
 * @throws `verifier_refused` where the code is not of this request, `verifier_unavailable` (outage)
 */
export async function fetchResult(
  client: Pick<VerifierClient, 'call'>,
  requestId: string,
  responseCode: string,
): Promise<JsonObject> {
  try {
    return await client.call('POST', `presentation-requests/${requestId}/result`, { responseCode });
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'verifier_refused') throw error;
    const { progress, verificationId } = await client.call('GET', `presentation-requests/${requestId}`);
    if (progress !== 'redeemed' || typeof verificationId !== 'string') throw error;
    return client.call('GET', `verifications/${encodeURIComponent(verificationId)}`);
  }
}
