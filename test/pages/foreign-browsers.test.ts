import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { COUNTERS_MESSAGES } from '../../apps/demonstration/src/counters/counters.messages.js';
import { CUSTOMER_MESSAGES } from '../../apps/issuer/src/console/customer.messages.js';
import { REFUSED_PAGE_MESSAGES } from '../../apps/verifier/src/hosted-pages/refused-page.messages.js';
import { CONSENT_MESSAGES } from '../../apps/wallet/src/app/consent/consent.messages.js';
import { OFFER_MESSAGES } from '../../apps/issuer/src/console/offer.messages.js';
import { importCustomers } from '../flows/flow-steps.js';
import { examine } from './examine.js';
import { prepareCitizen } from './prepared-citizen.js';
import { LAPTOP, openProfile, type Profile } from './profile.js';
import { makePagesScene, type PagesScene } from './scene.js';
import { button, link, nothingToLookAt, screen, words } from './steps/on-page.js';
import { Operator } from './steps/operator.js';
import { nameOf, Visitor } from './steps/visitor.js';

const refused = REFUSED_PAGE_MESSAGES.en;

let scene: PagesScene;
let subjects: string[];
let stranger: Profile;
beforeAll(async () => {
  scene = await makePagesScene();
  subjects = await importCustomers(scene.cooperation);
}, 180_000);
afterAll(() => scene.close(), 60_000);
beforeEach(async () => {
  stranger = await openProfile(scene, { viewport: LAPTOP });
});
afterEach(async () => {
  await stranger.context.close();
  expect(stranger.complaints).toEqual([]);
});

describe('the verifier’s page in a browser that did not ask', () => {
  it('is refused while it waits, whoever sent the address', async () => {
    const visitor = await openProfile(scene, { viewport: LAPTOP });
    const asking = new Visitor(scene, visitor, nothingToLookAt);
    await asking.apply('city');
    await stranger.page.goto(visitor.page.url());
    await screen(stranger.page, refused.page_of_another_browser.title);
    expect(await examine('a page of another browser', stranger.page)).toEqual([]);
    await asking.reach('city', 'waiting');
    await visitor.context.close();
  }, 120_000);

  it('gives nothing for a response code of another session, while the session that asked goes on', async () => {
    const { citizen, page, profile } = await prepareCitizen(scene, subjects.pop() ?? '');
    const asking = new Visitor(scene, profile, nothingToLookAt);
    await asking.apply('city');
    await asking.openWalletHere();
    await citizen.unlock();
    await citizen.readQuestion(nameOf('city'), '');
    await citizen.agree(nameOf('city'), '');
    const onward = link(page, CONSENT_MESSAGES.en.continueAt(new URL(scene.urls.verifier).host));
    const address = (await onward.getAttribute('href')) ?? '';
    expect(address).toContain('response_code=');
    await stranger.page.goto(address);
    await screen(stranger.page, refused.page_of_another_browser.title);
    const wrong = await profile.context.newPage();
    await wrong.goto(address.replace(/response_code=[^&]+/, `response_code=${'A'.repeat(43)}`));
    await screen(wrong, refused.response_code_differs.title);
    await wrong.close();
    await onward.click();
    await asking.seeOutcome('city', 'accepted');
    await stranger.page.goto(page.url());
    await words(stranger.page, COUNTERS_MESSAGES.en.noApplication);
    expect(await examine('an application of another browser', stranger.page)).toEqual([]);
    await profile.context.close();
    expect(profile.complaints).toEqual([]);
  }, 180_000);
});

describe('an operator who clicks twice', () => {
  it('makes one offer', async () => {
    const operator = new Operator(scene, stranger, nothingToLookAt);
    const { page } = stranger;
    await operator.signIn();
    await operator.findCustomer(scene.customer.customer_number);
    const make = CUSTOMER_MESSAGES.en.offers.make;
    await button(page, make).dblclick();
    await screen(page, OFFER_MESSAGES.en.title);
    await link(page, OFFER_MESSAGES.en.customer).click();
    await button(page, make).waitFor();
    expect(await page.getByText(CUSTOMER_MESSAGES.en.offers.states.open, { exact: true }).count()).toBe(1);
  }, 120_000);
});
