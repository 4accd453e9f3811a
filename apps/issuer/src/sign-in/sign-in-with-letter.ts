import type { KeyedDigests } from '../keyed-digests.js';
import type { RefusedAttempt } from './decide-attempt.js';
import { endOnce, type EndParts } from './end-sign-in.js';
import type { OpenSignIn } from './open-sign-in.js';
import type { SignInCompletion } from './sign-in-completion.js';
import { sealNotice, type SignInNotice } from './sign-in-notice.js';
import { readLetterAttempt, tryLetterCode, type LetterAttemptParts } from './try-letter-code.js';

export type LetterSignInParts = LetterAttemptParts & EndParts & { keys: KeyedDigests; completion: SignInCompletion };

/** As typed, each of limited length; and the address of the connection. */
export interface GivenLetterCode {
  customerNumber: string;
  letterCode: string;
  address: string;
}

/**
 * Signs in by customer number and letter code, and ends the authorization with a code or leads on; or notes for the page why not.
 * @returns where the browser goes; `refused`: back to the page
 * @throws what `SignInCompletion` throws
 */
export async function signInWithLetter(
  open: OpenSignIn,
  given: GivenLetterCode,
  parts: LetterSignInParts,
): Promise<{ redirectTo: string } | { refused: true }> {
  const { signIn } = open;
  const { tenantId, id } = signIn;
  const { customerNumber } = given;
  const note = (notice: SignInNotice, refusedDigest: string | null) =>
    parts.signIns.change(tenantId, id, { notice: sealNotice(open, notice, parts.random), refusedDigest });
  const missing = missingIn(given);
  if (missing !== undefined) {
    await note({ customerNumber, problem: missing }, signIn.refusedDigest);
    return { refused: true };
  }
  const attempt = await readLetterAttempt(tenantId, given, given.address, parts.keys);
  const ended = await endOnce<{ refused: true } | { signedIn: string }>(
    open,
    async () => {
      const tried = await tryLetterCode(attempt, signIn.refusedDigest, parts);
      if (tried.outcome === 'signed_in') {
        return parts.completion.complete(open, tried.subjectRecordId);
      }
      await note({ customerNumber, ...problemOf(tried) }, attempt.digests.code);
      return { refused: true };
    },
    parts,
  );
  return 'signedIn' in ended ? parts.completion.goOn(open, ended.signedIn) : ended;
}

function missingIn({ customerNumber, letterCode }: GivenLetterCode): 'number_missing' | 'code_missing' | undefined {
  if (customerNumber.trim() === '') return 'number_missing';
  return letterCode.trim() === '' ? 'code_missing' : undefined;
}

function problemOf(refused: RefusedAttempt) {
  return refused.outcome === 'later'
    ? { problem: 'later' as const, until: refused.until }
    : { problem: refused.outcome };
}
