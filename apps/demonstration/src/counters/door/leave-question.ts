import { isCodedError } from '#primitives';
import type { VerifierClient } from '../verifier-client.js';
import type { DoorQuestion } from './door-questions.js';

/**
 * The doorkeeper has gone on to the next person: whoever answered the earlier code now would share for nobody.
 * @throws `verifier_unavailable` (outage)
 */
export async function leaveQuestion(
  client: Pick<VerifierClient, 'call'>,
  { verificationId }: Pick<DoorQuestion, 'verificationId'>,
): Promise<void> {
  try {
    await client.call('POST', `verifications/${encodeURIComponent(verificationId)}/cancellation`);
  } catch (error) {
    // Answered or over meanwhile: there is nothing left to be cancelled (docs/integrate.md, `not_cancellable`).
    if (!isCodedError(error) || error.code !== 'verifier_refused') throw error;
  }
}
