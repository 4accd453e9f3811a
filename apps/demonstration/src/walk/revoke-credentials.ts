import { answerRequest } from '#holder';
import { isJsonObject } from '#primitives';
import { ask } from './ask-questions.js';
import { expectThat, waitFor } from './expect-evidence.js';
import { textOf } from './text-of.js';
import { proveRevocation } from './prove-revocation.js';
import { CITY_CONTRACT, found, type Evidence, type Walk } from './walk-step.js';

/** Between attempts, each of which spends a credential: the verifier fetches the list by its own timer. */
const PAUSES_SECONDS = [5, 35];

/** Step 9: the utility revokes; the list is published and anchored, and no verification passes after the stated bound. */
export async function revokeCredentials(walk: Walk): Promise<Evidence> {
  const path = `/api/v1/subject-records/${found(walk, 'subjectRecordId')}/revocation`;
  const answer = await walk.utility.call('POST', path, { reason: 'key_lost' });
  const revokedAt = walk.clock();
  const bound = Number(answer.validUntilBoundSeconds);
  expectThat(answer.revoked === found(walk, 'credentials').length, 'Every credential of the customer is revoked.');
  const [credential] = found(walk, 'credentials');
  expectThat(credential !== undefined, 'The wallet received credentials.');
  const proven = await waitFor('anchor of the status list', bound, walk.clock, () => proveRevocation(walk, credential));
  let attempts = 0;
  let nextAttemptAt = 0;
  const verdicts = await waitFor('refusal of a revoked credential', bound, walk.clock, async () => {
    if (walk.clock() < nextAttemptAt) return undefined;
    nextAttemptAt = walk.clock() + (PAUSES_SECONDS[attempts] ?? bound) * 1000;
    attempts += 1;
    return verdictsOfRefusal(walk);
  });
  const seconds = Math.round((walk.clock() - revokedAt) / 1000);
  expectThat(seconds <= bound, `The bound of ${bound} seconds is kept, which ${seconds} are not.`);
  const failed = verdicts.filter(({ outcome }) => outcome === 'failed');
  expectThat(failed.length === 1 && failed[0]?.code === 'revoked', `Refused as revoked: ${JSON.stringify(failed)}`);
  return {
    sentences: [
      `${textOf(answer.revoked)} credentials revoked; stated bound: ${bound} seconds.`,
      `Anyone reads it: version ${proven.version} of ${proven.uri} is published, and its digest is anchored on the ledger.`,
      `After ${seconds} seconds the verification failed with "revoked" (attempt ${attempts}).`,
    ],
    figures: {
      revoked: answer.revoked ?? 0,
      boundSeconds: bound,
      refusedAfterSeconds: seconds,
      anchoredVersion: proven.version,
    },
  };
}

/** One more presentation to the city. @returns `undefined` where it still passes */
async function verdictsOfRefusal(walk: Walk) {
  const { verificationId, checked } = await ask(walk, walk.city, { contract: CITY_CONTRACT });
  const outcome = await answerRequest(walk.holder, checked, () => true);
  expectThat(outcome.outcome !== 'refused', 'The wallet has a credential left to present.');
  const view = await walk.city.call('GET', `/api/v1/verifications/${verificationId}`);
  if (view.decision === 'verified') return undefined;
  return Array.isArray(view.verdicts) ? view.verdicts.filter(isJsonObject) : [];
}
