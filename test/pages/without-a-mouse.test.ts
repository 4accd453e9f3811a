import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CARD_MESSAGES } from '../../apps/wallet/src/app/cards/cards.messages.js';
import { CONSENT_MESSAGES } from '../../apps/wallet/src/app/consent/consent.messages.js';
import { OFFER_MESSAGES } from '../../apps/wallet/src/app/offer/offer.messages.js';
import { SETUP_MESSAGES } from '../../apps/wallet/src/app/setup/setup.messages.js';
import { PASSPHRASE } from '../browser/wallet-steps.js';
import { importCustomers } from '../flows/flow-steps.js';
import { Keyboard } from './keyboard.js';
import { askByApi, makeOffer, prepareCitizen } from './prepared-citizen.js';
import { openProfile } from './profile.js';
import { BANK, CITY, makePagesScene, type PagesScene } from './scene.js';
import { Citizen } from './steps/citizen.js';
import { button, nothingToLookAt, screen, words } from './steps/on-page.js';
import { nameOf } from './steps/visitor.js';

let scene: PagesScene;
let subjects: string[];
beforeAll(async () => {
  scene = await makePagesScene();
  subjects = await importCustomers(scene.cooperation);
}, 180_000);
afterAll(() => scene.close(), 60_000);

describe('somebody with a keyboard only', () => {
  it('sets the wallet up, takes an offer and agrees to a question, and sees at each stop where the focus is', async () => {
    const profile = await openProfile(scene);
    const { page } = profile;
    const keyboard = new Keyboard(page);
    const { address, code } = await makeOffer(scene, subjects.pop() ?? '');
    const [setup, consent] = [SETUP_MESSAGES.en, CONSENT_MESSAGES.en];
    await page.goto(address);
    await keyboard.press(button(page, setup.begin));
    await keyboard.type(page.getByLabel(setup.newPassphrase), PASSPHRASE);
    await keyboard.press(button(page, setup.next), 'Space');
    await keyboard.type(page.getByLabel(setup.again), PASSPHRASE);
    await page.keyboard.press('Enter');
    await keyboard.press(button(page, setup.open));
    await keyboard.type(page.getByLabel(OFFER_MESSAGES.en.codeLabel), code);
    await page.keyboard.press('Enter');
    await words(page, CARD_MESSAGES.en.cardNew);
    await new Citizen(profile, nothingToLookAt).goTo(await askByApi(scene, CITY));
    await screen(page, consent.title(nameOf('city')));
    await keyboard.press(page.getByText(consent.checked));
    await keyboard.press(button(page, consent.agree), 'Space');
    await words(page, consent.sharedText(nameOf('city')));
    expect(keyboard.unseen).toEqual([]);
    await profile.context.close();
  }, 180_000);
});

describe('somebody who hears the question', () => {
  it.each(['en', 'fr'] as const)(
    'hears who, why, what is shared, what stays hidden, how long and which rights, in this order, then the decision, in %s',
    async (locale) => {
      // The first customer lives where the bank's question says.
      const { citizen, page, profile } = await prepareCitizen(scene, subjects[0] ?? '', { locale });
      const consent = CONSENT_MESSAGES[locale];
      await citizen.goTo(await askByApi(scene, BANK));
      await citizen.readQuestion(nameOf('bank'), '');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
      const heard = (await page.locator('main').ariaSnapshot()).replace(/\s+/g, ' ');
      const { title, who, why, shared, hidden, howLong, rights, decide } = consent;
      const headings = [title(nameOf('bank')), who, why, shared, hidden, howLong, rights, decide];
      expect([...heard.matchAll(/- heading "([^"]+)" \[level=[12]\]/g)].map(([, words]) => words)).toEqual(headings);
      const part = (from: string, to: string) => heard.split(`"${from}"`)[1]?.split(`"${to}"`)[0] ?? '';
      expect(part(who, why)).toContain(nameOf('bank'));
      expect(part(who, why)).toContain('FICTIF-000000002');
      expect(part(why, shared)).toContain(consent.purpose);
      expect(part(shared, hidden)).toContain('12 bis rue des Erables');
      expect(part(hidden, howLong)).not.toContain('12 bis rue des Erables');
      expect(part(howLong, rights)).toContain(consent.restricted.replace(/\s+/g, ' '));
      expect(part(rights, decide)).toContain('listitem');
      const decision = heard.split(`"${decide}"`)[1] ?? '';
      expect(decision.indexOf(consent.agree)).toBeGreaterThan(0);
      expect(decision.indexOf(consent.refuse)).toBeGreaterThan(decision.indexOf(consent.agree));
      await profile.context.close();
      expect(profile.complaints).toEqual([]);
    },
    120_000,
  );
});
