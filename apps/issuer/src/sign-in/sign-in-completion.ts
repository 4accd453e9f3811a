import type { OpenSignIn } from './open-sign-in.js';

/** What becomes of a sign-in when it is known who has signed in; other rooms may have something to be shown first. */
export interface SignInCompletion {
  /**
   * Ends the authorization, or leaves it open where something is to be shown first. Joins the unit in which the person signed in.
   * @throws what `AuthorizationEnd.complete` throws
   */
  complete(open: OpenSignIn, subjectRecordId: string): Promise<{ redirectTo: string } | { signedIn: string }>;
  /**
   * Outside of any unit, after `complete` has left it open. The same call again leads on.
   * @returns where the browser goes: on to what is to be shown, or back to the wallet
   */
  goOn(open: OpenSignIn, subjectRecordId: string): Promise<{ redirectTo: string }>;
}
