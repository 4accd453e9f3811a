import { isCodedError, isJsonObject, type JsonObject } from '#primitives';
import type { VerifierClient } from './verifier-client.js';

/**
 * Exchanges the code with which the browser came back for the result. If we died after an earlier exchange and before we kept what it
 * gave, the code is used, and the verification is read like any other: nobody but us exchanges its codes.
 * @throws `verifier_refused` where the code is not of this request, `verifier_unavailable` (outage)
 */
export async function fetchResult(
  client: Pick<VerifierClient, 'call'>,
  verificationId: string,
  responseCode: string,
): Promise<JsonObject> {
  try {
    return await client.call('POST', `verifications/${verificationId}/result`, { responseCode });
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'verifier_refused') throw error;
    const view = await client.call('GET', `verifications/${verificationId}`);
    if (!isJsonObject(view.page) || view.page.progress !== 'redeemed') throw error;
    return view;
  }
}
