import { requireAnswer, type VerifierClient, type VerifierSchemas } from '#api-clients';
import { isCodedError } from '#primitives';

/**
 * Exchanges the code with which the browser came back for the result. If we died after an earlier exchange and before we kept what it
 * gave, the code is used, and the verification is read like any other: nobody but us exchanges its codes.
 * @throws `invalid_response_code` where the code is not of this request; `api_unavailable`, `verifier_unavailable` (outages)
 */
export async function fetchResult(
  client: VerifierClient,
  verificationId: string,
  responseCode: string,
): Promise<VerifierSchemas['Verification']> {
  const params = { path: { id: verificationId } };
  try {
    return requireAnswer(await client.POST('/api/v1/verifications/{id}/result', { params, body: { responseCode } }));
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'invalid_response_code') throw error;
    const view = requireAnswer(await client.GET('/api/v1/verifications/{id}', { params }));
    if (view.page?.progress !== 'redeemed') throw error;
    return view;
  }
}
