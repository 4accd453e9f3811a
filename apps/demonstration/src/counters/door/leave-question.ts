import { requireAnswer, type VerifierClient } from '#api-clients';
import { isCodedError } from '#primitives';
import type { DoorQuestion } from './door-questions.js';

/**
 * The doorkeeper has gone on to the next person: whoever answered the earlier code now would share for nobody.
 * @throws `api_unavailable`, `verifier_unavailable` (outages)
 */
export async function leaveQuestion(
  client: VerifierClient,
  { verificationId }: Pick<DoorQuestion, 'verificationId'>,
): Promise<void> {
  const path = { id: verificationId };
  try {
    requireAnswer(await client.POST('/api/v1/verifications/{id}/cancellation', { params: { path } }));
  } catch (error) {
    // Answered or over meanwhile: there is nothing left to be cancelled.
    if (!isCodedError(error) || error.code !== 'not_cancellable') throw error;
  }
}
