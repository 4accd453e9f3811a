import { refusal } from '#primitives';
import { unknownPage } from '../hosted-pages/open-page.js';
import { isSecret, newSecret } from '../hosted-pages/page-secrets.js';
import type { CustomerScreen } from './customer-screen.js';
import type { ScreenParts } from './make-screen.js';

type ScreenKey = Pick<CustomerScreen, 'tenantId' | 'id'>;

/**
 * The screen, for the browser that has its session.
 * @throws `unknown_page`, also once its time is over; `page_of_another_browser`
 */
export async function requireScreen(
  key: ScreenKey,
  sessionSecret: string | undefined,
  { screens, clock }: Pick<ScreenParts, 'screens' | 'clock'>,
): Promise<CustomerScreen> {
  const screen = await findScreen(key, { screens, clock });
  if (!isSecret('screen-session', sessionSecret, screen.sessionDigest)) throw ofAnotherBrowser();
  return screen;
}

/**
 * Opens the screen's address: the first browser gets the session, and every other one is refused from then on. If we die after the
 * commit and the answer is lost, nobody has the session: the clerk makes another screen.
 * @returns the screen, and the secret for the cookie where this browser has just got the session
 * @throws `unknown_page`, also for a wrong secret; `page_of_another_browser`
 */
export async function openScreen(
  key: ScreenKey,
  given: { startSecret: string | undefined; sessionSecret: string | undefined },
  parts: Pick<ScreenParts, 'screens' | 'clock' | 'random'>,
): Promise<{ screen: CustomerScreen; newSession?: string }> {
  const screen = await findScreen(key, parts);
  if (isSecret('screen-session', given.sessionSecret, screen.sessionDigest)) return { screen };
  if (screen.sessionDigest !== null) throw ofAnotherBrowser();
  if (!isSecret('screen-start', given.startSecret, screen.startDigest)) throw unknownPage();
  const session = newSecret('screen-session', parts.random);
  if (!(await parts.screens.giveTo(screen, session.digest))) throw ofAnotherBrowser();
  return { screen: { ...screen, sessionDigest: session.digest }, newSession: session.text };
}

async function findScreen(
  { tenantId, id }: ScreenKey,
  { screens, clock }: Pick<ScreenParts, 'screens' | 'clock'>,
): Promise<CustomerScreen> {
  const screen = await screens.find(tenantId, id);
  if (screen === undefined || screen.expiresAt <= clock()) throw unknownPage();
  return screen;
}

function ofAnotherBrowser(): Error {
  return refusal('page_of_another_browser', 'This page belongs to the browser that opened it first.');
}
