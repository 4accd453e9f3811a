import type { VerifierClient } from '../verifier-client.js';
import type { DoorAnswer } from './door-questions.js';

const OPEN = new Set(['created', 'opened', 'presented']);

/**
 * What a doorkeeper may know of a verification. Younger, refused, another proof, too late: all of them are no.
 * @throws `verifier_unavailable` (outage), `verifier_refused`
 */
export async function readDoorAnswer(
  client: Pick<VerifierClient, 'call'>,
  verificationId: string,
): Promise<DoorAnswer> {
  const { status } = await client.call('GET', `verifications/${encodeURIComponent(verificationId)}`);
  if (status === 'verified') return 'yes';
  return typeof status === 'string' && OPEN.has(status) ? 'asked' : 'no';
}
