import type { Page } from 'playwright-core';
import { ask, offer } from '../flows/flow-steps.js';
import { openProfile, type Profile, type ProfileOptions } from './profile.js';
import type { CITY, PagesScene } from './scene.js';
import type { BANK } from './scene.js';
import { Citizen } from './steps/citizen.js';
import { nothingToLookAt } from './steps/on-page.js';

/** The wallet's own address for a link of a standard scheme: what it carries stands behind a `#`. */
export function inWallet({ urls }: PagesScene, place: 'offer' | 'present', link: string): string {
  return `${urls.wallet}/${place}#${link.slice(link.indexOf(place === 'offer' ? 'credential_offer' : 'client_id'))}`;
}

/** An offer of the utility, by its API. @param credentialTypeId the utility's first type where it is left out */
export async function makeOffer(
  scene: PagesScene,
  subject: string,
  credentialTypeId?: string,
): Promise<{ address: string; code: string }> {
  const { link, transactionCode } = await offer(scene.cooperation, subject, credentialTypeId);
  return { address: inWallet(scene, 'offer', link), code: transactionCode };
}

/** A question of bank or city, by its API. */
export async function askByApi(scene: PagesScene, slug: typeof BANK | typeof CITY): Promise<string> {
  return inWallet(scene, 'present', (await ask(scene.cooperation, slug)).walletLink);
}

/** A citizen whose open wallet holds a proof. */
export async function prepareCitizen(
  scene: PagesScene,
  subject: string,
  { credentialTypeId, ...options }: ProfileOptions & { credentialTypeId?: string } = {},
): Promise<{ citizen: Citizen; page: Page; profile: Profile }> {
  const profile = await openProfile(scene, options);
  const citizen = new Citizen(profile, nothingToLookAt);
  const { address, code } = await makeOffer(scene, subject, credentialTypeId);
  await profile.page.goto(address);
  await citizen.setUp();
  await citizen.acceptOffer(code, { wrongFirst: false });
  return { citizen, page: profile.page, profile };
}
