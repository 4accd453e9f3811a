import { requireAnswer } from '#api-clients';
import { encodeBase64url } from '#primitives';
import type { CounterParts } from '../counter-parts.js';
import type { DoorPlace } from '../counters.config.js';
import { answeredWithout } from '../verifier-client.js';
import type { DoorQuestion } from './door-questions.js';

/** How long a question is shown: longer than the verifier takes an answer, so that its end is told. */
const LIFETIME_MILLISECONDS = 15 * 60_000;

/**
 * Asks the verifier for an answer to one question, by a link for the QR code on the doorkeeper's screen: the telephone that
 * answers is the other person's.
 * @throws `verifier_unavailable` and `api_unavailable` (outages)
 */
export async function askAtDoor(
  { tenant, contract, policy, walletUrl }: DoorPlace,
  sessionDigest: string,
  { clientOf, clock, random }: Pick<CounterParts, 'clientOf' | 'clock' | 'random'>,
): Promise<DoorQuestion> {
  const asked = await clientOf(tenant).POST('/api/v1/verifications', { body: { contract, policy } });
  const { id: verificationId, walletLink } = requireAnswer(asked);
  if (walletLink === undefined) throw answeredWithout('walletLink');
  return {
    id: encodeBase64url(random(16)),
    sessionDigest,
    verificationId,
    link: linkInto(walletUrl, walletLink),
    answer: 'asked',
    expiresAt: clock() + LIFETIME_MILLISECONDS,
  };
}

/**
 * A telephone's own camera opens a web wallet at its address only. The request stands behind a `#`, so that the server which
 * delivers the wallet does not see it. Wallets that are installed open the standard scheme (OpenID4VP 1.0 §5.10).
 */
function linkInto(walletUrl: string | undefined, walletLink: string): string {
  return walletUrl === undefined ? walletLink : `${walletUrl}/present#${walletLink.slice(walletLink.indexOf('?') + 1)}`;
}
