import type { RefusedAttempt } from './decide-attempt.js';
import { endOnce, type EndParts } from './end-sign-in.js';
import type { OpenSignIn } from './open-sign-in.js';
import { tryLetterCode, type LetterAttempt, type LetterAttemptParts } from './try-letter-code.js';

export type LetterSignInParts = LetterAttemptParts & EndParts;

export type LetterSignInAnswer = { redirectTo: string } | { refused: RefusedAttempt };

/**
 * Signs in by customer number and letter code, and ends the authorization with a code.
 * @throws what `AuthorizationEnd.complete` throws
 */
export async function signInWithLetter(
  open: OpenSignIn,
  attempt: LetterAttempt,
  parts: LetterSignInParts,
): Promise<LetterSignInAnswer> {
  const { signIn } = open;
  const { tenantId, id, authorizationId } = signIn;
  return endOnce<{ refused: RefusedAttempt }>(
    open,
    async () => {
      const tried = await tryLetterCode(attempt, signIn.refusedDigest, parts);
      if (tried.outcome === 'signed_in') {
        return parts.authorizationEnd.complete(tenantId, authorizationId, tried.subjectRecordId);
      }
      await parts.signIns.change(tenantId, id, { refusedDigest: attempt.digests.code });
      return { refused: tried };
    },
    parts,
  );
}
