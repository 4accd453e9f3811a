import { assertOurs, type Clock, type RandomBytes } from '#primitives';
import type { Authorization, AuthorizationEnd } from '../authorization/authorizations.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { OpenSignIn, OwnSignIn } from './open-sign-in.js';
import type { SignIns } from './sign-ins.js';

/** As long as a code lives: a second click on the same button goes where the first one went. */
const REPEATED_MILLISECONDS = 60_000;

export interface EndParts {
  unitOfWork: UnitOfWork;
  signIns: SignIns;
  authorizationEnd: AuthorizationEnd;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Ends a sign-in with what the authorization endpoint answers, once: `work` and what is noted of it are durable together.
 *
 * If we die here: before the commit nothing has ended; after it a repeat of the same form leads to the same place, as long as the
 * code lives.
 * @param work joins the unit; what it returns without `redirectTo` ends nothing
 * @returns what the work returned, now or when it ended the sign-in
 */
export async function endOnce<Otherwise extends object = never>(
  { signIn, secret, authorization }: OpenSignIn,
  work: () => Promise<{ redirectTo: string } | Otherwise>,
  parts: EndParts,
): Promise<{ redirectTo: string } | Otherwise> {
  const { tenantId, id } = signIn;
  return parts.unitOfWork.tx(async () => {
    const current = (await parts.signIns.find(tenantId, id)) ?? signIn;
    const earlier = earlierEnding({ signIn: current, secret }, parts);
    if (earlier !== undefined) return { redirectTo: earlier };
    const ended = await work();
    if (!('redirectTo' in ended)) return ended;
    assertOurs(leadsTo(ended.redirectTo, authorization), 'a browser is sent to the registered redirect URI only');
    const ending = secret.seal('ending', { redirectTo: ended.redirectTo }, signIn, parts.random);
    await parts.signIns.change(tenantId, id, {
      ending,
      endedAt: parts.clock(),
      round: null,
      notice: null,
      refusedDigest: null,
    });
    return ended;
  });
}

/** Where the browser was sent a moment ago. */
export function earlierEnding(
  { signIn, secret }: Pick<OwnSignIn, 'signIn' | 'secret'>,
  parts: Pick<EndParts, 'clock' | 'random'>,
): string | undefined {
  if (signIn.ending === null || signIn.endedAt === null) return undefined;
  if (signIn.endedAt + REPEATED_MILLISECONDS <= parts.clock()) return undefined;
  const { redirectTo } = secret.open('ending', signIn.ending, signIn, parts.random);
  return typeof redirectTo === 'string' ? redirectTo : undefined;
}

/** Whether an address is the redirect URI with parameters added to it (RFC 6749 §4.1.2). */
function leadsTo(address: string, { redirectUri }: Pick<Authorization, 'redirectUri'>): boolean {
  return ['?', '&'].some((sign) => address.startsWith(`${redirectUri}${sign}`));
}
