import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Locale } from '#look';
import { DOOR_MESSAGES } from '../../apps/demonstration/src/counters/door/door.messages.js';
import { COUNTERS_MESSAGES } from '../../apps/demonstration/src/counters/counters.messages.js';
import { CONSENT_MESSAGES } from '../../apps/wallet/src/app/consent/consent.messages.js';
import { importCustomers } from '../flows/flow-steps.js';
import { examine } from './examine.js';
import { prepareCitizen } from './prepared-citizen.js';
import { LAPTOP, openProfile, PHONE, type Profile } from './profile.js';
import { readQrCode } from './read-qr-code.js';
import { makePagesScene, type PagesScene } from './scene.js';
import { button, link, screen, words } from './steps/on-page.js';
import { nameOf } from './steps/visitor.js';

/** What the door promises, from the tap on “I agree” to the word on the doorkeeper's screen. */
const MOST_MILLISECONDS = 3_000;

let scene: PagesScene;
let subjects: string[];
let profiles: Profile[] = [];
beforeAll(async () => {
  scene = await makePagesScene();
  subjects = await importCustomers(scene.cooperation);
}, 180_000);
afterAll(() => scene.close(), 60_000);
afterEach(async () => {
  const complaints = profiles.flatMap((profile) => profile.complaints);
  for (const { context } of profiles) await context.close();
  profiles = [];
  expect(complaints).toEqual([]);
});

/** Each screen is examined once, which takes seconds: those with sentences in French, which are longer. */
describe.each([
  { locale: 'en', viewport: PHONE, examined: ['door-yes'] },
  { locale: 'fr', viewport: LAPTOP, examined: ['door', 'door-asked', 'door-no'] },
])('a doorkeeper, in $locale, $viewport.width pixels wide', ({ locale: spoken, viewport, examined }) => {
  const locale = spoken as Locale;
  const look = async (name: string, page: Page) => {
    if (examined.includes(name)) expect(await examine(name, page)).toEqual([]);
  };
  const messages = DOOR_MESSAGES[locale];
  const consent = CONSENT_MESSAGES[locale];
  const city = nameOf('city');

  it('gets yes within three seconds after an adult agreed, and no from who refuses', async () => {
    // The first customer is 34, and an identity card says so.
    const wanted = { locale, credentialTypeId: 'age' };
    const { citizen, profile } = await prepareCitizen(scene, subjects[0] ?? '', wanted);
    const door = await openProfile(scene, { locale, viewport });
    profiles = [profile, door];
    const { page } = door;
    await page.goto(scene.urls.counters);
    await screen(page, COUNTERS_MESSAGES[locale].welcome.title);
    await link(page, messages.open).click();
    await screen(page, messages.title);
    await look('door', page);

    await button(page, messages.button).click();
    await screen(page, messages.scan);
    await look('door-asked', page);
    await citizen.goTo(await readQrCode(page.getByRole('img', { name: messages.code })));
    await screen(citizen.page, consent.title(city));
    const agreedAt = performance.now();
    await button(citizen.page, consent.agree).click();
    await screen(page, messages.answers.yes.word);
    const milliseconds = Math.round(performance.now() - agreedAt);
    process.stdout.write(`from “${consent.agree}” to “${messages.answers.yes.word}”: ${milliseconds} ms\n`);
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    await words(citizen.page, consent.sharedText(city));
    await look('door-yes', page);

    await button(page, messages.button).click();
    await screen(page, messages.scan);
    // On one device: the wallet in a new tab, the door goes on in its own.
    expect(await link(page, messages.here).getAttribute('target')).toBe('_blank');
    await citizen.goTo((await link(page, messages.here).getAttribute('href')) ?? '');
    await button(citizen.page, consent.refuse).click();
    await screen(page, messages.answers.no.word);
    await look('door-no', page);
  }, 120_000);
});
