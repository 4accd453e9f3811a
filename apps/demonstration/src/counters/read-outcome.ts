import { requireAnswer, type VerifierClient } from '#api-clients';
import { applicationOutcome } from './application-outcome.js';
import type { Application } from './applications.js';

/** What is true of a verification now, as a change of its application; after an erasure the address that was given goes too. */
export async function readOutcome(client: VerifierClient, verificationId: string): Promise<Partial<Application>> {
  const path = { id: verificationId };
  const outcome = applicationOutcome(
    requireAnswer(await client.GET('/api/v1/verifications/{id}', { params: { path } })),
  );
  return outcome.state === 'erased' ? { ...outcome, givenAddress: null } : outcome;
}
