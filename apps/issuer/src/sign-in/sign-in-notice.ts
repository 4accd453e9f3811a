import type { RandomBytes } from '#primitives';
import type { OwnSignIn } from './open-sign-in.js';
import type { LetterProblem } from './sign-in-page.messages.js';

/** What the page says of what was typed last, and what it keeps of it. */
export type SignInNotice = { customerNumber: string } & (
  | { problem: LetterProblem }
  /** Milliseconds since the epoch. */
  | { problem: 'later'; until: number }
);

/**
 * Kept until the next form, under the browser's own secret: the form is answered by a redirect to the page, so that neither reload
 * nor the back button sends it again.
 */
export function sealNotice({ signIn, secret }: OwnSignIn, notice: SignInNotice, random: RandomBytes): string {
  return secret.seal('notice', { ...notice }, signIn, random);
}

export function openNotice({ signIn, secret }: OwnSignIn, random: RandomBytes): SignInNotice | undefined {
  if (signIn.notice === null) return undefined;
  return secret.open('notice', signIn.notice, signIn, random) as unknown as SignInNotice;
}
