import { applicationOutcome } from './application-outcome.js';
import type { Application } from './applications.js';
import type { VerifierClient } from './verifier-client.js';

/** What is true of a verification now, as a change of its application; after an erasure the address that was given goes too. */
export async function readOutcome(
  client: Pick<VerifierClient, 'call'>,
  verificationId: string,
): Promise<Partial<Application>> {
  const view = await client.call('GET', `verifications/${encodeURIComponent(verificationId)}`);
  const outcome = applicationOutcome(view);
  return outcome.state === 'erased' ? { ...outcome, givenAddress: null } : outcome;
}
