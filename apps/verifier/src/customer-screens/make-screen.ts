import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import { withQuery } from '../hosted-pages/page-places.js';
import { newSecret } from '../hosted-pages/page-secrets.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { isAwaiting } from '../presentation-requests/presentation.js';
import { requireVerification, type FindingParts } from '../verifications/find-verification.js';
import type { CustomerScreen } from './customer-screen.js';
import type { CustomerScreens } from './customer-screens.js';

export interface ScreenParts extends FindingParts {
  screens: CustomerScreens;
  publicUrl: string;
  clock: Clock;
  random: RandomBytes;
}

const ID_BYTES = 16;
/** How long the screen still thanks, or says that the time is over. */
const AFTERWARDS_MILLISECONDS = 10 * 60_000;

/**
 * Makes a screen for the code of a verification that waits; an earlier screen of it ends.
 * @returns its address, which opens once; durable on return
 * @throws `unknown_verification`; `no_code_to_show`: answered, over, or asked by a hosted page
 */
export async function makeScreen(
  member: Pick<AskingMember, 'slug'>,
  verificationId: string,
  { screens, publicUrl, clock, random, ...finding }: ScreenParts,
): Promise<{ url: string }> {
  const { presentation, page } = await requireVerification(member.slug, verificationId, finding);
  if (page !== undefined || !isAwaiting(presentation, clock())) {
    throw refusal('no_code_to_show', 'The verification waits for nobody, or has a page of its own.');
  }
  const start = newSecret('screen-start', random);
  const screen: CustomerScreen = {
    ...{ tenantId: member.slug, id: encodeBase64url(random(ID_BYTES)), verificationId },
    ...{ startDigest: start.digest, sessionDigest: null },
    expiresAt: presentation.expiresAt + AFTERWARDS_MILLISECONDS,
  };
  await screens.replace(screen);
  return { url: withQuery(screenUrl(publicUrl, screen), 'start', start.text) };
}

/** Everything that the screen's browser may call lies under the screen's own address. */
export function screenUrl(
  publicUrl: string,
  { tenantId, id }: Pick<CustomerScreen, 'tenantId' | 'id'>,
  ...rest: string[]
): string {
  return publicEndpoint(publicUrl, tenantId, 'customer-screens', id, ...rest);
}
