import { requireAnswer, type VerifierClient } from '#api-clients';
import type { DoorAnswer } from './door-questions.js';

const OPEN: readonly string[] = ['created', 'opened', 'presented'];

/**
 * What a doorkeeper may know of a verification. Younger, refused, another proof, too late: all of them are no.
 * @throws `api_unavailable`, `verifier_unavailable` (outages)
 */
export async function readDoorAnswer(client: VerifierClient, verificationId: string): Promise<DoorAnswer> {
  const path = { id: verificationId };
  const { status } = requireAnswer(await client.GET('/api/v1/verifications/{id}', { params: { path } }));
  if (status === 'verified') return 'yes';
  return OPEN.includes(status) ? 'asked' : 'no';
}
